package dev.claviger.credential.notify.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.claviger.credential.AdminApi;
import dev.claviger.credential.AdminApi.NewClient;
import dev.claviger.credential.TestInstallation;
import dev.claviger.credential.notify.MailConfig;
import dev.claviger.credential.notify.MailServer;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.quarkus.scheduler.Scheduler;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.ext.mail.SMTPException;
import io.vertx.mutiny.sqlclient.Pool;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@QuarkusTestResource(TestInstallation.class)
@WithTestResource(MailServer.class)
class SendingTest {

    @Inject
    Pool pool;
    @Inject
    SendQueue queue;
    @Inject
    ReactiveMailer mailer;
    @Inject
    MailConfig mail;
    @Inject
    NotificationMetrics metrics;
    @Inject
    Vertx vertx;

    @Inject
    Scheduler scheduler;

    private final String contact = AdminApi.fresh("it") + "@acme.example";

    /** The application's own sender would be one more, at moments nobody chose. */
    @BeforeEach
    void hold() {
        scheduler.pause();
    }

    @AfterEach
    void letGo() {
        scheduler.resume();
    }

    @Test
    @DisplayName("three replicas race for sixty mails: each arrives once")
    void senders_that_race_send_each_mail_once() throws Exception {
        NewClient client = newClient();
        for (int i = 0; i < 60; i++) {
            record(client, "race:" + client.id() + ":" + i);
        }
        makeDue(client);
        List<NotificationSender> replicas = List.of(sender(mailer), sender(mailer), sender(mailer));
        Uni.combine().all().unis(replicas.stream().map(NotificationSender::sendDue).toList()).discardItems().await().indefinitely();
        assertThat(MailServer.await(contact, 60)).hasSize(60);
        assertThat(statuses(client)).hasSize(60).containsOnly("sent 1");
    }

    @Test
    @DisplayName("a server that is away is tried again with growing pauses; back in time it gets the mail, once")
    void tries_again_when_nothing_can_have_arrived() throws Exception {
        NewClient client = newClient();
        MailServer.takeAway();
        try {
            record(client, "away:" + client.id());
            sendTo(client, sender(mailer));
            assertThat(statuses(client)).containsExactly("pending 1");
        } finally {
            MailServer.bringBack();
        }
        sendTo(client, sender(mailer));
        assertThat(MailServer.await(contact, 1)).hasSize(1);
        assertThat(statuses(client)).containsExactly("sent 2");
    }

    @Test
    void gives_up_after_the_last_attempt_and_shows_it() {
        NewClient client = newClient();
        AtomicInteger calls = new AtomicInteger();
        NotificationSender refused = sender(mails -> Uni.createFrom().<Void>failure(new SMTPException("no", 451, List.of("no"), true)).onSubscription().invoke(calls::incrementAndGet));
        record(client, "refused:" + client.id());
        List<Long> pauses = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            sendTo(client, refused);
            pauses.add(pause(client));
        }
        assertThat(pauses.subList(0, 2)).containsExactly(1L, 4L);
        assertThat(statuses(client)).containsExactly("failed 3");
        assertThat(calls).hasValue(3);
    }

    @Test
    @DisplayName("a connection that breaks while sending may have delivered: uncertain, and not sent again")
    void what_may_have_arrived_is_not_sent_again() {
        NewClient client = newClient();
        record(client, "broken:" + client.id());
        sendTo(client, sender(mails -> Uni.createFrom().failure(new IOException("socket was closed unexpected."))));
        assertThat(statuses(client)).containsExactly("uncertain 1");
        sender(mailer).sendDue().await().indefinitely();
        assertThat(MailServer.receivedBy(contact)).isEmpty();
    }

    @Test
    @DisplayName("a replica that died while sending leaves an uncertain mail, not a second one")
    void a_claim_of_the_dead_is_not_sent_again() {
        NewClient client = newClient();
        record(client, "dead:" + client.id());
        pool.query("update notification set status = 'sending', attempts = 1, claimed_at = now() - interval '14 minutes' where client_id = '" + client.id() + "'").executeAndAwait();
        sender(mailer).giveUpTheClaimsOfTheDead().await().indefinitely();
        assertThat(statuses(client)).containsExactly("sending 1");
        pool.query("update notification set claimed_at = now() - interval '16 minutes' where client_id = '" + client.id() + "'").executeAndAwait();
        sender(mailer).giveUpTheClaimsOfTheDead().await().indefinitely();
        sender(mailer).sendDue().await().indefinitely();
        assertThat(statuses(client)).containsExactly("uncertain 1");
        assertThat(MailServer.receivedBy(contact)).isEmpty();
    }

    @Test
    void goes_to_the_contact_of_the_moment_or_to_nobody() throws Exception {
        NewClient client = newClient();
        String later = AdminApi.fresh("new") + "@acme.example";
        record(client, "moved:" + client.id());
        AdminApi.asAdministrator().body(Map.of("contact_email", later)).patch(client.path()).then().statusCode(200);
        sendTo(client, sender(mailer));
        assertThat(MailServer.await(later, 1)).hasSize(1);
        assertThat(MailServer.receivedBy(contact)).isEmpty();
        record(client, "gone:" + client.id());
        AdminApi.asAdministrator().body("{\"contact_email\":null}").patch(client.path()).then().statusCode(200);
        sendTo(client, sender(mailer));
        assertThat(statuses(client)).containsExactly("sent 1", "withdrawn 1");
    }

    private NotificationSender sender(ReactiveMailer by) {
        return new NotificationSender(queue, by, mail, link -> Uni.createFrom().item(java.util.Optional.empty()), metrics, vertx);
    }

    private void record(NewClient client, String key) {
        pool.query("insert into notification (kind, tenant_id, client_id, credential_id, next_attempt_at, dedupe_key) values ('secret_revoked', '" + client.tenant() + "', '" + client.id()
                + "', '" + client.credential() + "', now() + interval '1 day', '" + key + "')").executeAndAwait();
    }

    private void sendTo(NewClient client, NotificationSender sender) {
        makeDue(client);
        sender.sendDue().await().indefinitely();
    }

    private void makeDue(NewClient client) {
        pool.query("update notification set next_attempt_at = now() where status = 'pending' and client_id = '" + client.id() + "'").executeAndAwait();
    }

    /** Until the next attempt, in seconds. */
    private long pause(NewClient client) {
        return pool.query("select round(extract(epoch from next_attempt_at - claimed_at))::bigint from notification where client_id = '" + client.id() + "'")
                .executeAndAwait().iterator().next().getLong(0);
    }

    private List<String> statuses(NewClient client) {
        List<String> found = new ArrayList<>();
        pool.query("select status || ' ' || attempts as text from notification where client_id = '" + client.id() + "' order by id").executeAndAwait()
                .forEach(row -> found.add(row.getString("text")));
        return found;
    }

    private NewClient newClient() {
        return AdminApi.newClient(AdminApi.newTenant(), Map.of("name", "Importer", "environment", "prod", "scopes", List.of(AdminApi.newScope()), "contact_email", contact));
    }
}
