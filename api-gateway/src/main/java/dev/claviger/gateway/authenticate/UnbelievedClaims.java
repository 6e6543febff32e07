package dev.claviger.gateway.authenticate;

import dev.claviger.contract.AccessTokenClaims;
import dev.claviger.gateway.authenticate.jose.CompactJws;
import java.time.DateTimeException;
import java.util.Optional;

/** What a token says of itself, signed by whomever. Good for telling an operator what is wrong with it, and for nothing else. */
public final class UnbelievedClaims {

    private UnbelievedClaims() {
    }

    /** @return empty when it is no access token by its form */
    public static Optional<AccessTokenClaims> of(String token) {
        try {
            return Optional.of(ClaimsReader.read(CompactJws.parse(token).payload()));
        } catch (IllegalArgumentException | DateTimeException malformed) {
            return Optional.empty();
        }
    }
}
