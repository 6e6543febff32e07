package dev.claviger.token.login;

import dev.claviger.contract.AccessEvent;
import dev.claviger.contract.ClientId;
import dev.claviger.contract.RevocationTarget;
import dev.claviger.contract.person.Person;
import dev.claviger.token.TokenServiceTest;
import dev.claviger.token.openid.TestRelyingParty;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@DisplayName("Sessions of a person who was disabled, deleted or given a new password")
class EndedErasTest extends TokenServiceTest {

    private Person ada;

    @Inject
    Sessions sessions;
    @Inject
    EndedEras ended;
    @Inject
    Vertx vertx;

    @BeforeEach
    void somebody() {
        ada = credentialService.people.register("acme", "ada", TestRelyingParty.PASSWORD);
    }

    @Test
    @DisplayName("Back-Channel Logout 1.0 §2: end at once, with nobody in front of a browser, and applications are told; enabling again revives none")
    void end_by_themselves() throws Exception {
        List<String> told = new CopyOnWriteArrayList<>();
        HttpServer application = vertx.createHttpServer().requestHandler(request -> request.body().onSuccess(body -> {
            told.add(body.toString());
            request.response().end();
        })).listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().get();
        TestRelyingParty party = TestRelyingParty.register(credentialService, "ada", "ES256", Optional.of(URI.create("http://127.0.0.1:" + application.actualPort() + "/bye")));
        Map<String, Object> idToken = claims(party.tokens().getString("id_token"));

        credentialService.people.remove(ada);
        revoked(RevocationTarget.person(ada.tenant(), ada.id()));

        await(() -> open().isEmpty());
        await(() -> !told.isEmpty());
        application.close();
        assertThat(claims(told.get(0).substring("logout_token=".length()))).containsEntry("sid", idToken.get("sid")).containsEntry("sub", ada.id().toString());
    }

    @Test
    @DisplayName("what ends only tokens leaves them open: a lost role, a revocation by an administrator, a withdrawn consent")
    void stay() {
        TestRelyingParty party = TestRelyingParty.register(credentialService, "ada", "RS256", Optional.empty());
        party.answer();
        Person grace = credentialService.people.register("acme", "grace", TestRelyingParty.PASSWORD);
        TestRelyingParty.register(credentialService, "grace", "RS256", Optional.empty()).answer();
        credentialService.people.remove(grace);

        revoked(RevocationTarget.person(ada.tenant(), ada.id()));
        revoked(RevocationTarget.consent(grace.tenant(), new ClientId(party.client.id()), grace.id()));
        revoked(RevocationTarget.tenant(ada.tenant()));
        long last = revoked(RevocationTarget.person(grace.tenant(), grace.id()));

        await(() -> join(sessions.of(grace.tenant(), grace.id())).isEmpty());
        assertThat(last).isPositive();
        assertThat(open()).hasSize(1);
    }

    @Test
    @DisplayName("even if nobody heard of it: the next use finds that the era is another, and ends them")
    void end_when_they_are_used() {
        TestRelyingParty party = TestRelyingParty.register(credentialService, "ada", "RS256", Optional.empty());
        party.answer();
        String id = open().get(0).session().id();

        credentialService.people.change(inAnotherEra());

        assertThat(party.browser.get(party.request("prompt", "none")).location()).contains("error=login_required");
        assertThat(open()).isEmpty();
        party.answer();
        assertThat(open()).singleElement().satisfies(now -> assertThat(now.session().id()).isNotEqualTo(id));
        credentialService.people.change(ada);
        assertThat(party.browser.get("/account?tenant=acme").form("/login")).as("the person's own page asks alike").isNotNull();
        assertThat(open()).isEmpty();
    }

    @Test
    @DisplayName("while credential-service does not answer nothing is decided, and asked again")
    void wait_for_an_answer() {
        TestRelyingParty.register(credentialService, "ada", "RS256", Optional.empty()).answer();
        credentialService.people.remove(ada);
        credentialService.status = 503;
        ended.revoked(RevocationTarget.person(ada.tenant(), ada.id()));
        ended.look();
        assertThat(open()).hasSize(1);
        credentialService.status = 200;
        await(() -> open().isEmpty());
    }

    private Person inAnotherEra() {
        JsonObject fields = new JsonObject(ada.toFields()).put("era", "another");
        return Person.of(new dev.claviger.contract.Fields(fields.getMap()));
    }

    private long revoked(RevocationTarget target) {
        return credentialService.record(new AccessEvent.Revoked(target, Instant.now().plus(Duration.ofMinutes(1))));
    }

    private List<OpenSession> open() {
        return join(sessions.of(ada.tenant(), ada.id()));
    }

    private static <T> T join(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }
}
