package dev.claviger.token.client;

import dev.claviger.contract.AccessEvent.ClientChanged;
import dev.claviger.contract.AccessEvent.EnvironmentDeleted;
import dev.claviger.contract.AccessEvent.Revoked;
import dev.claviger.contract.AccessEvent.TenantChanged;
import dev.claviger.contract.RevocationTarget;
import dev.claviger.contract.VerifiedClient;
import dev.claviger.token.TestClient;
import dev.claviger.token.TokenServiceTest;
import dev.claviger.token.follow.AccessFeed;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@DisplayName("An answer about a client holds until a later event concerns it")
class LaterEventTest extends TokenServiceTest {

    private static final Instant KEEP = Instant.parse("2100-01-01T00:00:00Z");

    @Inject
    AccessFeed feed;

    @Test
    @DisplayName("a second token costs no question")
    void a_verified_client_is_remembered() {
        TestClient client = client("a");
        assertThat(status(client)).isEqualTo(200);
        assertThat(questionsFor(client)).isZero();
    }

    @Test
    @DisplayName("a revoked secret obtains nothing as soon as its event is applied")
    void a_revoked_secret_is_refused_though_it_was_remembered() {
        TestClient client = client("a");
        assertThat(status(client)).isEqualTo(200);
        credentialService.remove(client);
        VerifiedClient record = client.record();
        applied(credentialService.record(new Revoked(RevocationTarget.credential(record.tenant(), record.client(), record.credential()), KEEP)));
        assertThat(status(client)).isEqualTo(401);
    }

    @Test
    @DisplayName("client, tenant and environment: an event on any of them asks again; one on another does not")
    void an_event_drops_what_it_concerns() {
        TestClient client = client("a");
        VerifiedClient record = client.record();
        assertThat(status(client)).isEqualTo(200);
        for (var event : List.of(new ClientChanged(record.tenant(), record.client()), new TenantChanged(record.tenant()),
                new EnvironmentDeleted(record.tenant(), record.environment()), new Revoked(RevocationTarget.tenant(record.tenant()), KEEP))) {
            applied(credentialService.record(event));
            assertThat(questionsFor(client)).isEqualTo(1);
        }
        applied(credentialService.record(new ClientChanged(record.tenant(), client("b").record().client())));
        assertThat(questionsFor(client)).isZero();
    }

    @Test
    @DisplayName("an answer that an event overtook is not used: the question is asked again")
    void an_answer_read_before_an_event_is_not_used() {
        TestClient client = client("a");
        credentialService.meanwhile = () -> {
            credentialService.remove(client);
            VerifiedClient record = client.record();
            applied(credentialService.record(new Revoked(RevocationTarget.client(record.tenant(), record.client()), KEEP)));
        };
        assertThat(status(client)).isEqualTo(401);
    }

    @Test
    @DisplayName("pos is the position the token was decided at")
    void the_token_carries_the_position() {
        TestClient client = client("a");
        long first = position(client);
        long event = credentialService.record(new TenantChanged(client("b").record().tenant()));
        applied(event);
        assertThat(first).isLessThan(event);
        assertThat(position(client)).isEqualTo(event);
    }

    private void applied(long position) {
        await(() -> feed.position() >= position);
    }

    private int questionsFor(TestClient client) {
        int before = credentialService.verifications.get();
        assertThat(status(client)).isEqualTo(200);
        return credentialService.verifications.get() - before;
    }

    private static int status(TestClient client) {
        return basic(client).post("/oauth2/token").statusCode();
    }

    private static long position(TestClient client) {
        return (Long) claims(basic(client).post("/oauth2/token").jsonPath().getString("access_token")).get("pos");
    }
}
