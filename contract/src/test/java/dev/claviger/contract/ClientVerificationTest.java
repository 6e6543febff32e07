package dev.claviger.contract;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

class ClientVerificationTest {

    private final ObjectMapper json = new ObjectMapper();

    @Test
    void a_positive_answer_survives_the_wire_unchanged() throws IOException {
        ClientVerification answer = new ClientVerification("feed", 42, Optional.of(new VerifiedClient(new TenantId("acme"),
                new EnvironmentName("production"), Identifiers.newClientId(), Identifiers.newCredentialId(), "urn:claviger:acme:production",
                Scopes.of("a", "b"), List.of("Paris"), List.of("client_credentials"), Duration.ofMinutes(30),
                Optional.of(Instant.ofEpochSecond(1_900_000_000)), new RefreshRule(Duration.ofDays(30), true, false))));

        assertThat(overTheWire(answer)).isEqualTo(answer);
    }

    @Test
    void a_negative_answer_says_nothing_but_no() throws IOException {
        ClientVerification answer = new ClientVerification("feed", 42, Optional.empty());

        assertThat(overTheWire(answer)).isEqualTo(answer);
        assertThat(answer.toFields()).containsOnlyKeys("feed_id", "position", "verified");
    }

    @SuppressWarnings("unchecked")
    private ClientVerification overTheWire(ClientVerification answer) throws IOException {
        return ClientVerification.of(new Fields(json.readValue(json.writeValueAsBytes(answer.toFields()), Map.class)));
    }
}
