package dev.claviger.contract;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

class GrantQuestionTest {

    private final ObjectMapper json = new ObjectMapper();

    @Test
    void survives_the_wire_unchanged() throws IOException {
        GrantQuestion question = new GrantQuestion(new TenantId("acme"), Identifiers.newClientId(), Identifiers.newCredentialId(),
                Identifiers.newGrantId(), 42, Instant.ofEpochSecond(1_900_000_000), Optional.of(new PersonId(7)), Optional.of("1001"));

        assertThat(GrantQuestion.of(overTheWire(question.toFields()))).isEqualTo(question);
    }

    @SuppressWarnings("unchecked")
    private Fields overTheWire(Map<String, Object> fields) throws IOException {
        return new Fields(json.readValue(json.writeValueAsBytes(fields), Map.class));
    }
}
