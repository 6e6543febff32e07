package dev.claviger.benchmarks.revocation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;

/** A token that is going to be revoked, and how. */
record Victim(Kind kind, Pass pass) {

    private static final ObjectMapper JSON = new ObjectMapper();

    String claim(String name) {
        return claims().path(name).asText();
    }

    Instant issuedAt() {
        return Instant.ofEpochSecond(claims().path("iat").asLong());
    }

    private JsonNode claims() {
        try {
            return JSON.readTree(new String(Base64.getUrlDecoder().decode(pass.token().split("\\.")[1]), StandardCharsets.UTF_8));
        } catch (JsonProcessingException noToken) {
            throw new IllegalStateException(noToken);
        }
    }
}
