package dev.claviger.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.claviger.client.credentials.Credentials;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** An authorization server and an API in one, that remember what they were asked and answer what they were told to. */
final class TestServer implements AutoCloseable {

    record Seen(String method, String path, Map<String, List<String>> headers, String body) {

        Optional<String> header(String name) {
            return headers.entrySet().stream().filter(header -> header.getKey().equalsIgnoreCase(name))
                    .map(header -> header.getValue().get(0)).findFirst();
        }
    }

    /** @param retryAfter empty for none */
    record Told(int status, String retryAfter, String body) {
    }

    private final HttpServer server;
    private final ExecutorService workers = Executors.newFixedThreadPool(8);
    private final AtomicInteger tokens = new AtomicInteger();
    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private final ConcurrentLinkedQueue<Told> tokenAnswers = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Told> apiAnswers = new ConcurrentLinkedQueue<>();

    TestServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(workers);
        server.createContext("/", exchange -> answer(exchange, apiAnswers.poll(), () -> new Told(200, "", "reached")));
        server.createContext("/oauth2/token", exchange -> answer(exchange, tokenAnswers.poll(), () -> token(3600)));
        server.start();
    }

    Credentials credentials() {
        return new Credentials("client", "hush", origin(), URI.create(origin() + "/v1"), Optional.empty());
    }

    URI origin() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** The next answer of the token endpoint, in place of a token that lives an hour. */
    void tokenEndpointSays(Told told) {
        tokenAnswers.add(told);
    }

    /** The next answer of the API, in place of 200. */
    void apiSays(int status) {
        apiSays(status, "");
    }

    void apiSays(int status, String retryAfter) {
        apiAnswers.add(new Told(status, retryAfter, "told"));
    }

    /** {@code token-1}, {@code token-2}, …. */
    Told token(int lifetime) {
        return new Told(200, "", "{\"access_token\":\"token-" + tokens.incrementAndGet() + "\",\"expires_in\":" + lifetime
                + ",\"token_type\":\"Bearer\"}");
    }

    List<Seen> tokenRequests() {
        return seen.stream().filter(request -> request.path().startsWith("/oauth2/token")).toList();
    }

    List<Seen> apiRequests() {
        return seen.stream().filter(request -> !request.path().startsWith("/oauth2/token")).toList();
    }

    private void answer(HttpExchange exchange, Told told, Supplier<Told> otherwise) throws IOException {
        try (exchange) {
            seen.add(new Seen(exchange.getRequestMethod(), exchange.getRequestURI().toString(), Map.copyOf(exchange.getRequestHeaders()),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            Told answer = told == null ? otherwise.get() : told;
            if (!answer.retryAfter().isEmpty()) {
                exchange.getResponseHeaders().set("Retry-After", answer.retryAfter());
            }
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
    }
}
