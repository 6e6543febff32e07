package dev.claviger.credential.usage.gateway;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.claviger.credential.AdminApi;
import io.restassured.response.Response;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** Gateways that report. */
public final class TestGateways {

    private TestGateways() {
    }

    /** A table with these routes, each {@code id method path scope}; with {@code -} for the scope it is public. */
    public static String table(String... routes) {
        JsonArray told = new JsonArray();
        for (String route : routes) {
            String[] parts = route.split(" ", 4);
            JsonObject json = new JsonObject().put("id", parts[0]).put("methods", new JsonArray(List.of(parts[1]))).put("path", parts[2]);
            told.add(parts[3].equals("-") ? json.put("public", true) : json.put("needs", new JsonArray(List.of(parts[3].split("\\|", -1)))));
        }
        return new JsonObject().put("size", routes.length).put("all", "").put("routes", told).encode();
    }

    public static String digest(String table) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(table.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException everyJdkCan) {
            throw new IllegalStateException(everyJdkCan);
        }
    }

    public static Map<String, Object> unwell(String tenant, String environment, String origin, String state, String reason, long since) {
        Map<String, Object> upstream = new HashMap<>(Map.of("tenant", tenant, "environment", environment, "origin", origin, "state", state, "since", since));
        if (reason != null) {
            upstream.put("reason", reason);
        }
        return upstream;
    }

    /** What a gateway of this release says of itself, with a table or without. */
    public static Response report(String replica, String table, boolean withTable, int more, List<Map<String, Object>> unwell) {
        Map<String, Object> self = new HashMap<>(Map.of("upstreams", Map.of("unwell", unwell, "more", more)));
        if (table != null) {
            self.put("routes", digest(table));
        }
        if (withTable) {
            self.put("table", table);
        }
        return send(replica, Map.of("gateway", self, "what_a_later_release_says", true));
    }

    /** One of an earlier release says where it stands. */
    public static Response reportOfBefore(String replica) {
        return send(replica, Map.of());
    }

    private static Response send(String replica, Map<String, Object> more) {
        Map<String, Object> report = new HashMap<>(Map.of("batch_id", UUID.randomUUID().toString(), "uses", List.of(), "facts", List.of(),
                "follower", Map.of("replica", replica, "feed_id", "", "position", 0, "age_millis", 0)));
        report.putAll(more);
        return AdminApi.asGateway().body(report).post("/internal/usage");
    }
}
