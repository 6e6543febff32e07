package dev.claviger.credential.account.session;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import dev.claviger.contract.CallProof;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** Sessions and consents as token-service has them, for whoever proves to know its key. */
public final class TestTokenService {

    private static final String PATH = "/internal/tenants/";
    private static final String KEY = "development-token-service-key-not-for-production";
    private static final byte[] NOTHING = {};
    private static final Map<String, List<Known>> ROWS = new ConcurrentHashMap<>();
    private static final List<HttpExchange> HANGING = new ArrayList<>();
    private static volatile boolean away;
    private static boolean hangs;

    private TestTokenService() {
    }

    public static void serve(HttpServer server) {
        server.createContext(PATH, TestTokenService::answer);
    }

    /** Answers nothing but 503 from now on, or does its work again. */
    public static void away(boolean now) {
        away = now;
    }

    /** What is to be ended is not answered from now on. */
    public static void hang() {
        hangs = true;
    }

    /** What waits is answered as done, and so is what comes. */
    public static void goOn() throws IOException {
        synchronized (HANGING) {
            hangs = false;
            for (HttpExchange waiting : HANGING) {
                send(waiting, 204, "");
            }
            HANGING.clear();
        }
    }

    /** A session as no release has it. */
    public static void oddly(String tenant, long person, String json) {
        rows(tenant, person, "sessions").add(new Known("odd", json));
    }

    public static void signedIn(String tenant, long person, String session, String agent) {
        add(tenant, person, "sessions", session, new JsonObject().put("id", session).put("agent", agent).put("amr", new JsonArray(List.of("pwd", "otp", "mfa")))
                .put("auth_time", Instant.now().minusSeconds(7200).toString()).put("last_seen_at", Instant.now().minusSeconds(300).toString()));
    }

    public static void allowed(String tenant, long person, String client, String... scopes) {
        add(tenant, person, "consents", client, new JsonObject().put("client_id", client).put("subject", "user").put("scopes", new JsonArray(List.of(scopes)))
                .put("given_at", Instant.now().minusSeconds(86_400 * 3).toString()));
    }

    public static List<Known> sessions(String tenant, long person) {
        return rows(tenant, person, "sessions");
    }

    public static List<Known> consents(String tenant, long person) {
        return rows(tenant, person, "consents");
    }

    /** Written here: the server's own threads find no JSON library. */
    private static void add(String tenant, long person, String kind, String id, JsonObject json) {
        rows(tenant, person, kind).add(new Known(id, json.encode()));
    }

    private static List<Known> rows(String tenant, long person, String kind) {
        return ROWS.computeIfAbsent(PATH + tenant + "/people/" + person + "/" + kind, any -> new CopyOnWriteArrayList<>());
    }

    private static void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String method = exchange.getRequestMethod();
        if (away) {
            send(exchange, 503, "");
        } else if (!isProven(exchange, method + " " + path)) {
            send(exchange, 401, "");
        } else if (method.equals("GET")) {
            send(exchange, 200, ROWS.getOrDefault(path, List.of()).stream().map(Known::json).collect(Collectors.joining(",", "{\"items\":[", "]}")));
        } else if (!waits(exchange)) {
            send(exchange, delete(path) ? 204 : 404, "");
        }
    }

    private static boolean waits(HttpExchange exchange) {
        synchronized (HANGING) {
            return hangs && HANGING.add(exchange);
        }
    }

    private static boolean isProven(HttpExchange exchange, String purpose) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst(CallProof.HEADER)).flatMap(CallProof::parse)
                .filter(proof -> proof.isTimely(Instant.now()) && proof.isBy(KEY, purpose, NOTHING)).isPresent();
    }

    private static boolean delete(String path) {
        if (path.endsWith("/sessions") || path.endsWith("/consents")) {
            ROWS.remove(path);
            return true;
        }
        String list = path.substring(0, path.lastIndexOf('/'));
        String id = path.substring(path.lastIndexOf('/') + 1);
        return ROWS.getOrDefault(list, new CopyOnWriteArrayList<>()).removeIf(row -> id.equals(row.id));
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }

    /** A session or a consent. */
    public record Known(String id, String json) {
    }
}
