package dev.claviger.quickstart.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** What a token just issued says of who issued it (RFC 9068 §2.2): its name, and by when. */
final class TokenCheck {

    private static final ObjectMapper JSON = new ObjectMapper();

    private TokenCheck() {
    }

    /** @param asked this machine's clock before the token was asked for */
    static List<Finding> examine(String token, Optional<URI> issuer, Instant asked, Instant answered) {
        JsonNode claims = claims(token);
        List<Finding> findings = new ArrayList<>();
        String named = claims.path("iss").asText("nobody");
        if (issuer.isPresent() && !named.equals(issuer.get().toString())) {
            findings.add(Finding.failure("tokens", "tokens name " + named + " as their issuer and not " + issuer.get() + ": whoever expects that refuses them",
                    "give every service the same claviger.issuer, to the last slash"));
        } else {
            findings.add(Finding.well("tokens", "the administrator obtains one, and it names its issuer"));
        }
        if (claims.path("iat").isNumber()) {
            findings.add(Skew.of("token-service by its tokens' iat", Instant.ofEpochSecond(claims.path("iat").asLong()), Duration.ofSeconds(1), asked, Duration.between(asked, answered)));
        }
        return findings;
    }

    /** Nothing for a token that is no JWT. */
    private static JsonNode claims(String token) {
        String[] parts = token.split("\\.");
        try {
            return JSON.readTree(Base64.getUrlDecoder().decode(parts.length == 3 ? parts[1] : "e30"));
        } catch (IOException | IllegalArgumentException unreadable) {
            return JSON.createObjectNode();
        }
    }
}
