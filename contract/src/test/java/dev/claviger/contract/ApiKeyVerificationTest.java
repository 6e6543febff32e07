package dev.claviger.contract;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

class ApiKeyVerificationTest {

    private final ObjectMapper json = new ObjectMapper();

    @Test
    void a_positive_answer_survives_the_wire_unchanged() throws IOException {
        ApiKeyVerification answer = new ApiKeyVerification("feed", 42, Optional.of(new ApiKeyVerification.Owner(new TenantId("acme"),
                new EnvironmentName("production"), Identifiers.newClientId(), Identifiers.newApiKeyId())));

        assertThat(overTheWire(answer)).isEqualTo(answer);
    }

    @Test
    void a_negative_answer_says_nothing_but_no() throws IOException {
        ApiKeyVerification answer = new ApiKeyVerification("feed", 42, Optional.empty());

        assertThat(overTheWire(answer)).isEqualTo(answer);
        assertThat(answer.toFields()).containsOnlyKeys("feed_id", "position", "verified");
    }

    @SuppressWarnings("unchecked")
    private ApiKeyVerification overTheWire(ApiKeyVerification answer) throws IOException {
        return ApiKeyVerification.of(new Fields(json.readValue(json.writeValueAsBytes(answer.toFields()), Map.class)));
    }
}
