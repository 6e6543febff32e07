package dev.claviger.credential.admin;

import java.security.Key;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;

import dev.claviger.credential.problem.Problem;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.vertx.MutinyHelper;
import io.vertx.core.Vertx;

/**
 * The token-service's public keys by key id. They are fetched when a token names one that is not held, and every minute
 * of use, so that a withdrawn key stops counting; by one caller at a time, and at most every few seconds, or tokens with
 * invented key ids would make us flood the token-service. While it is down the keys held last stay good.
 */
@ApplicationScoped
public class TokenKeys {

    private static final Logger LOG = Logger.getLogger(TokenKeys.class);
    private static final Duration REFRESH = Duration.ofMinutes(1);
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(2);
    private static final int SHORTEST_RSA_BITS = 2048;

    private final KeySetDocument document;
    private volatile Map<String, PublicKey> held = Map.of();
    private long lastFetch = System.nanoTime() - REFRESH.toNanos();
    private Uni<Map<String, PublicKey>> fetching;

    TokenKeys(KeySetDocument document) {
        this.document = document;
    }

    /** Empty when the token-service has no such key; fails with 503 when no key was ever seen and it cannot be asked. */
    public Uni<Optional<PublicKey>> find(String keyId) {
        return keysFor(keyId).emitOn(MutinyHelper.executor(Vertx.currentContext())).map(keys -> Optional.ofNullable(keys.get(keyId)));
    }

    private synchronized Uni<Map<String, PublicKey>> keysFor(String keyId) {
        boolean isHeld = held.containsKey(keyId);
        if (fetching == null && System.nanoTime() - lastFetch >= (isHeld ? REFRESH : SHORTEST_PAUSE).toNanos()) {
            lastFetch = System.nanoTime();
            fetching = document.fetch().map(TokenKeys::parse).invoke(keys -> held = keys)
                    .onFailure().recoverWithItem(this::lastGood)
                    .onTermination().invoke(this::fetched).memoize().indefinitely();
            return fetching;
        }
        if (fetching != null && !isHeld) {
            return fetching;
        }
        return held.isEmpty() ? Uni.createFrom().failure(unreachable()) : Uni.createFrom().item(held);
    }

    private synchronized void fetched() {
        fetching = null;
    }

    private Map<String, PublicKey> lastGood(Throwable failure) {
        LOG.warn("the token-service's keys cannot be read: " + failure);
        if (held.isEmpty()) {
            throw unreachable();
        }
        return held;
    }

    private static Problem unreachable() {
        return Problem.unavailable("The token-service's keys cannot be read at the moment, so no token can be verified");
    }

    private static Map<String, PublicKey> parse(String json) {
        try {
            Map<String, PublicKey> keys = new HashMap<>();
            for (JsonWebKey jwk : new JsonWebKeySet(json).getJsonWebKeys()) {
                Key key = jwk instanceof PublicJsonWebKey ? jwk.getKey() : null;
                if (jwk.getKeyId() != null && key instanceof PublicKey usable && isStrong(usable)) {
                    keys.put(jwk.getKeyId(), usable);
                }
            }
            return Map.copyOf(keys);
        } catch (JoseException malformed) {
            throw new IllegalStateException("not a JWK set (RFC 7517 §5)");
        }
    }

    private static boolean isStrong(PublicKey key) {
        return !(key instanceof RSAPublicKey rsa) || rsa.getModulus().bitLength() >= SHORTEST_RSA_BITS;
    }
}
