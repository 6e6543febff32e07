package dev.claviger.gateway.usage.told;

import dev.claviger.contract.RateLimit;
import dev.claviger.contract.Scopes;
import dev.claviger.gateway.route.RouteRule;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The table in force as text, and the digest that names it: the same for the same rules, in whatever order and files they are declared.
 *
 * @param text JSON; of a table that is too long the first part, by id, and the digest of all of it
 */
record ToldTable(String digest, String text) {

    /** Of the text, which is nearly all ASCII; credential-service takes a megabyte. */
    private static final int LONGEST = 400_000;

    static ToldTable of(List<RouteRule> rules) {
        return of(rules, LONGEST);
    }

    static ToldTable of(List<RouteRule> rules, int longest) {
        JsonArray told = new JsonArray();
        MessageDigest all = sha256();
        int length = 0;
        for (RouteRule rule : rules.stream().sorted(Comparator.comparing(RouteRule::id)).toList()) {
            String text = toJson(rule).encode();
            all.update(text.getBytes(StandardCharsets.UTF_8));
            length += text.length() + 1;
            if (length <= longest) {
                told.add(new JsonObject(text));
            }
        }
        String text = new JsonObject().put("size", rules.size()).put("all", HexFormat.of().formatHex(all.digest())).put("routes", told).encode();
        return new ToldTable(HexFormat.of().formatHex(sha256().digest(text.getBytes(StandardCharsets.UTF_8))), text);
    }

    private static JsonObject toJson(RouteRule rule) {
        JsonObject json = new JsonObject().put("id", rule.id()).put("methods", new JsonArray(rule.methods().stream().sorted().toList())).put("path", rule.path().text());
        if (!rule.hosts().isEmpty()) {
            json.put("hosts", new JsonArray(rule.hosts().stream().sorted().toList()));
        }
        if (rule.isPublic()) {
            json.put("public", true);
        } else {
            json.put("needs", new JsonArray(rule.allow().stream().map(Scopes::toString).toList()));
        }
        if (rule.apiKey()) {
            json.put("api_key", true);
        }
        put(json, "rate_limit", rule.limits().rate());
        put(json, "client_rate_limit", rule.limits().clientRate());
        return json;
    }

    private static void put(JsonObject json, String name, Optional<RateLimit> limit) {
        limit.ifPresent(rate -> json.put(name, new JsonObject().put("requests", rate.requests()).put("per", rate.per().toSeconds())));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJdkCan) {
            throw new IllegalStateException(everyJdkCan);
        }
    }
}
