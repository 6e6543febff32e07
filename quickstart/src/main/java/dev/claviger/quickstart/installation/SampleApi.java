package dev.claviger.quickstart.installation;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A tenant's API: answers every request with what reached it, so that one sees what the gateway lets through. */
public final class SampleApi implements AutoCloseable {

    private static final int MOST_OF_A_BODY = 64 * 1024;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final ExecutorService workers = Executors.newFixedThreadPool(32, SampleApi::worker);

    private SampleApi(HttpServer server) {
        this.server = server;
    }

    public static SampleApi start(int port) {
        // Without it the JDK's server waits for an acknowledgement between head and body: 40 ms on every answer.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        try {
            SampleApi api = new SampleApi(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0));
            api.server.setExecutor(api.workers);
            api.server.createContext("/", SampleApi::echo);
            api.server.start();
            return api;
        } catch (IOException e) {
            throw new StartFailure("The sample API did not start on port " + port + ": " + e.getMessage(), e);
        }
    }

    private static void echo(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] answer = JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(reached(exchange));
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            boolean head = exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(200, head ? -1 : answer.length);
            if (!head) {
                try (OutputStream body = exchange.getResponseBody()) {
                    body.write(answer);
                }
            }
        }
    }

    private static Map<String, Object> reached(HttpExchange exchange) throws IOException {
        Map<String, Object> reached = new LinkedHashMap<>();
        reached.put("method", exchange.getRequestMethod());
        reached.put("path", exchange.getRequestURI().getRawPath());
        reached.put("query", exchange.getRequestURI().getRawQuery());
        reached.put("headers", headers(exchange));
        reached.put("body", new String(exchange.getRequestBody().readNBytes(MOST_OF_A_BODY), StandardCharsets.UTF_8));
        return reached;
    }

    private static Map<String, String> headers(HttpExchange exchange) {
        Map<String, String> headers = new TreeMap<>();
        // RFC 9110 §5.3: several lines of one name mean the same as one line with commas.
        exchange.getRequestHeaders().forEach((name, values) ->
                headers.put(name.toLowerCase(Locale.ROOT), String.join(", ", values)));
        return headers;
    }

    private static Thread worker(Runnable work) {
        Thread thread = new Thread(work, "sample-api");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
    }
}
