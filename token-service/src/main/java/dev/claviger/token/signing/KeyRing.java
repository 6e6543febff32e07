package dev.claviger.token.signing;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** All keys there are, immutable: which of them signs when, and the set that is published (RFC 7517 §5). */
public final class KeyRing {

    private final NavigableMap<Instant, SigningKey> bySignsFrom;
    private final Map<String, SigningKey> byId;
    private final String jwks;

    private KeyRing(NavigableMap<Instant, SigningKey> bySignsFrom, Collection<SigningKey> published) {
        this.bySignsFrom = bySignsFrom;
        this.byId = published.stream().collect(Collectors.toUnmodifiableMap(SigningKey::id, Function.identity(), (one, same) -> one));
        JsonArray keys = new JsonArray();
        published.forEach(key -> keys.add(new JsonObject(key.publicJwk())));
        this.jwks = new JsonObject().put("keys", keys).encode();
    }

    /** Keys that take turns. */
    public static KeyRing scheduled(Map<Instant, SigningKey> bySignsFrom) {
        return new KeyRing(new TreeMap<>(bySignsFrom), bySignsFrom.values());
    }

    /** One key signs, others are only published: because they used to sign, or will. */
    public static KeyRing fixed(SigningKey signing, Instant since, Collection<SigningKey> published) {
        return new KeyRing(new TreeMap<>(Map.of(since, signing)), published);
    }

    /** The last that has begun; the first of all for a clock that is behind the one it was made by. */
    public Map.Entry<Instant, SigningKey> current(Instant now) {
        Map.Entry<Instant, SigningKey> begun = bySignsFrom.floorEntry(now);
        return begun != null ? begun : bySignsFrom.firstEntry();
    }

    /** The published key of that {@code kid}, also one that no longer signs. */
    public Optional<SigningKey> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    public String jwks() {
        return jwks;
    }
}
