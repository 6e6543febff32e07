package dev.claviger.credential.console.environment.explain;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import dev.claviger.contract.CallProof;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** A gateway's management port as far as the console asks it: believes proofs by the development key, and answers as the question's path says. */
public final class TestGatewayPort {

    static final String KEY = "development-gateway-key-not-for-production";
    /** The questions it was asked. */
    static final Queue<JsonObject> ASKED = new ConcurrentLinkedQueue<>();

    private TestGatewayPort() {
    }

    /** @return its base address */
    public static String serve(HttpServer server) {
        server.createContext("/explain", TestGatewayPort::answer);
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    private static void answer(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        boolean proven = CallProof.parse(exchange.getRequestHeaders().getFirst(CallProof.HEADER)).filter(proof -> proof.isTimely(Instant.now()) && proof.isBy(KEY, "POST /explain", body)).isPresent();
        JsonObject question = new JsonObject(new String(body, StandardCharsets.UTF_8));
        ASKED.add(question);
        String path = question.getString("path", "");
        if (!proven || path.equals("/wrong-key")) {
            send(exchange, 401, new JsonObject().put("detail", "the proof is not by this gateway's key"));
        } else if (path.equals("/senseless")) {
            send(exchange, 400, new JsonObject().put("detail", "host: a text expected"));
        } else if (path.equals("/broken")) {
            send(exchange, 500, new JsonObject());
        } else if (path.equals("/other")) {
            send(exchange, 200, new JsonObject().put("hello", "world"));
        } else {
            send(exchange, 200, question.containsKey("refused") || !question.containsKey("token") ? refused() : forwarded());
        }
    }

    private static JsonObject forwarded() {
        return new JsonObject().put("outcome", "forwarded").put("checks", new JsonArray(List.of(check("scopes", "passed", "held are things:read"))));
    }

    private static JsonObject refused() {
        return new JsonObject().put("outcome", "refused").put("refused", "scope_missing").put("status", 403).put("failed", "scopes").put("mend", "register the client for the scopes <b>")
                .put("checks", new JsonArray(List.of(check("host", "passed", "acme/prod"), check("scopes", "failed", "held are none; the route needs <script>"), check("limits", "not_reached", ""))));
    }

    private static JsonObject check(String name, String outcome, String detail) {
        JsonObject check = new JsonObject().put("check", name).put("meaning", "it is about " + name).put("outcome", outcome);
        return detail.isEmpty() ? check : check.put("detail", detail);
    }

    private static void send(HttpExchange exchange, int status, JsonObject answer) throws IOException {
        byte[] text = answer.encode().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, text.length);
        exchange.getResponseBody().write(text);
        exchange.close();
    }
}
