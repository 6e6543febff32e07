package dev.claviger.token.signing;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** All keys there are, immutable: which of them signs when, and the set that is published (RFC 7517 §5). */
public final class KeyRing {

    private final NavigableMap<Instant, SigningKey> bySignsFrom;
    private final Map<String, SigningKey> byId;
    private final List<SigningKey> published;

    private KeyRing(NavigableMap<Instant, SigningKey> bySignsFrom, Collection<SigningKey> published) {
        this.published = List.copyOf(published);
        this.bySignsFrom = bySignsFrom;
        this.byId = published.stream().collect(Collectors.toUnmodifiableMap(SigningKey::id, Function.identity(), (one, same) -> one));
    }

    /** No key at all. */
    public static KeyRing empty() {
        return new KeyRing(new TreeMap<>(), List.of());
    }

    /** Keys that take turns. */
    public static KeyRing scheduled(Map<Instant, SigningKey> bySignsFrom) {
        return new KeyRing(new TreeMap<>(bySignsFrom), bySignsFrom.values());
    }

    /** One key signs, others are only published: because they used to sign, or will. */
    public static KeyRing fixed(SigningKey signing, Instant since, Collection<SigningKey> published) {
        return new KeyRing(new TreeMap<>(Map.of(since, signing)), published);
    }

    public boolean isEmpty() {
        return bySignsFrom.isEmpty();
    }

    /**
     * The last that has begun; the first of all for a clock that is behind the one it was made by.
     *
     * @throws NoSuchElementException when there is no key
     */
    public Map.Entry<Instant, SigningKey> current(Instant now) {
        Map.Entry<Instant, SigningKey> begun = bySignsFrom.floorEntry(now);
        return begun != null ? begun : Optional.ofNullable(bySignsFrom.firstEntry()).orElseThrow();
    }

    /** The first published that is for this algorithm. */
    public Optional<SigningKey> first(SigningAlgorithm algorithm) {
        return published.stream().filter(key -> key.algorithm() == algorithm).findFirst();
    }

    /** The published key of that {@code kid}, also one that no longer signs. */
    public Optional<SigningKey> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    public String jwks() {
        return jwks(List.of(this));
    }

    /** The keys of all of them as one JWK Set (RFC 7517 §5), each once. */
    static String jwks(Collection<KeyRing> rings) {
        Map<String, JsonObject> keys = new LinkedHashMap<>();
        rings.forEach(ring -> ring.published.forEach(key -> keys.putIfAbsent(key.id(), new JsonObject(key.publicJwk()))));
        return new JsonObject().put("keys", new JsonArray(List.copyOf(keys.values()))).encode();
    }
}
