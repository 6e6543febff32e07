package dev.claviger.contract;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** The wire form is pinned by a stored file: services of two versions read each other during a rolling update. */
class AccessEventTest {

    private static final TenantId ACME = new TenantId("acme");
    private static final EnvironmentName PRODUCTION = new EnvironmentName("production");
    private static final ClientId CLIENT = new ClientId("CLIENTCLIENTCLIENT0001");
    private static final Instant END = Instant.ofEpochSecond(1_800_000_000);

    private static final EnvironmentLimits LIMITS = new EnvironmentLimits(Optional.of(new RateLimit(50, Duration.ofMinutes(1))),
            Optional.of(new RateLimit(20, Duration.ofSeconds(1))), Optional.empty(), Optional.of(new RateLimit(10_000, Duration.ofDays(1))));

    private static final List<AccessEvent> EVENTS = List.of(
            new AccessEvent.EnvironmentPut(new EnvironmentRecord(ACME, PRODUCTION, List.of("acme.api.localhost", "*.acme.example"),
                    List.of("http://127.0.0.1:8090"), EnvironmentRecord.defaultAudience(ACME, PRODUCTION), List.of("/api/v1/auth/token"), true, List.of("https://app.acme.example"), LIMITS)),
            new AccessEvent.EnvironmentDeleted(ACME, PRODUCTION),
            new AccessEvent.ScopePut(new ScopeDefinition("employees.readwrite", Scopes.of("employees.readonly"))),
            new AccessEvent.ScopeDeleted("employees.readwrite"),
            new AccessEvent.ClientChanged(ACME, CLIENT),
            new AccessEvent.TenantChanged(ACME),
            new AccessEvent.Revoked(RevocationTarget.credential(ACME, CLIENT, new CredentialId("CREDENTIALCREDENTIAL01")), END),
            new AccessEvent.Revoked(new RevocationTarget(Optional.empty(), Optional.empty(), Optional.empty(),
                    Optional.of(new GrantId("GRANTGRANTGRANTGRANT01")), Optional.of("some-jti"), Optional.of(END)), END),
            new AccessEvent.ApiKeyDeleted(ACME, CLIENT, new ApiKeyId("APIKEYAPIKEYAPIKEY0001")));

    private final ObjectMapper json = new ObjectMapper();

    @Test
    void every_event_is_written_as_the_stored_file_has_it() throws IOException {
        byte[] written = json.writeValueAsBytes(EVENTS.stream().map(AccessEventTest::wire).toList());

        assertThat((Object) json.readTree(written)).isEqualTo(json.readTree(stored()));
    }

    @Test
    @SuppressWarnings("unchecked")
    void every_stored_event_is_read_back_as_the_value_it_was() throws IOException {
        List<Map<String, Object>> wire = json.readValue(stored(), List.class);
        assertThat(wire.stream().map(e -> AccessEvent.of((String) e.get("type"), new Fields((Map<String, Object>) e.get("event")))).toList())
                .isEqualTo(EVENTS);
    }

    @Test
    void an_event_of_a_newer_version_is_survived() {
        assertThat(AccessEvent.of("of-the-future", new Fields(Map.of("x", 1)))).isEqualTo(new AccessEvent.Unknown("of-the-future"));
    }

    @Test
    void a_known_event_with_a_missing_member_is_refused_by_name() {
        assertThatIllegalArgumentException().isThrownBy(() -> AccessEvent.of("client-changed", new Fields(Map.of("tenant", "acme"))))
                .withMessageContaining("client_id");
    }

    @Test
    @SuppressWarnings("unchecked")
    void an_environment_of_an_older_version_has_no_limits_and_no_origins() throws IOException {
        Map<String, Object> event = (Map<String, Object>) ((Map<String, Object>) json.readValue(stored(), List.class).get(0)).get("event");
        event.keySet().removeAll(List.of("limits", "cors_origins"));
        EnvironmentRecord environment = ((AccessEvent.EnvironmentPut) AccessEvent.of("environment-put", new Fields(event))).environment();
        assertThat(environment.limits()).isEqualTo(EnvironmentLimits.NONE);
        assertThat(environment.corsOrigins()).isEmpty();
    }

    private static Map<String, Object> wire(AccessEvent event) {
        Map<String, Object> wire = new LinkedHashMap<>();
        wire.put("type", event.type());
        wire.put("event", event.toFields());
        return wire;
    }

    private static InputStream stored() {
        return AccessEventTest.class.getResourceAsStream("access-events.json");
    }
}
