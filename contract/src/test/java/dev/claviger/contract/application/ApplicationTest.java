package dev.claviger.contract.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.claviger.contract.EnvironmentName;
import dev.claviger.contract.Fields;
import dev.claviger.contract.Identifiers;
import dev.claviger.contract.Scopes;
import dev.claviger.contract.TenantId;
import org.junit.jupiter.api.Test;

class ApplicationTest {

    private final ObjectMapper json = new ObjectMapper();

    @Test
    void survives_the_wire_unchanged() throws IOException {
        ApplicationAnswer found = new ApplicationAnswer("feed", 7, Optional.of(application()));
        ApplicationAnswer unknown = new ApplicationAnswer("feed", 7, Optional.empty());

        assertThat(ApplicationAnswer.of(overTheWire(found.toFields()))).isEqualTo(found);
        assertThat(ApplicationAnswer.of(overTheWire(unknown.toFields()))).isEqualTo(unknown);
    }

    private static Application application() {
        return new Application(new TenantId("acme"), "Acme", 12, new EnvironmentName("prod"), Identifiers.newClientId(), "Diagrams",
                "urn:claviger:acme:prod", Scopes.of("document"), List.of(new ScopeText("document", "See documents", "low", Set.of(ScopeText.USER))),
                List.of("authorization_code"), List.of("https://app.example/cb"), List.of(), List.of("https://app.example"), Application.PUBLIC,
                "RS256", Optional.of(URI.create("https://app.example/logout")), new Application.Habits(true, false, false, true));
    }

    @SuppressWarnings("unchecked")
    private Fields overTheWire(Map<String, Object> fields) throws IOException {
        return new Fields(json.readValue(json.writeValueAsBytes(fields), Map.class));
    }
}
