package dev.claviger.credential.notify.mail;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import dev.claviger.credential.notify.MailConfig;
import dev.claviger.credential.notify.MailedLinks;
import dev.claviger.credential.notify.Notifications;
import io.quarkus.mailer.Mail;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;

/**
 * Sends what is due, one mail after the other. A mail is claimed, and the claim committed, before it leaves: whatever dies
 * after that, it is never sent twice. Only what certainly did not arrive is tried again.
 */
@Singleton
class NotificationSender {

    private static final Logger LOG = Logger.getLogger(NotificationSender.class);
    /** Recorded is said before the commit; by now that is over. The schedule finds what was slower. */
    private static final long AFTER_THE_COMMIT_MS = 250;
    private static final Duration LONGEST_EXCHANGE = Duration.ofMinutes(2);
    /** Much longer than any exchange lasts, so that only the claims of the dead are given up. */
    private static final Duration OLDEST_CLAIM = Duration.ofMinutes(15);

    private final AtomicBoolean busy = new AtomicBoolean();
    private final SendQueue queue;
    private final ReactiveMailer mailer;
    private final MailConfig mail;
    private final MailedLinks links;
    private final NotificationMetrics metrics;
    private final Vertx vertx;

    NotificationSender(SendQueue queue, ReactiveMailer mailer, MailConfig mail, MailedLinks links, NotificationMetrics metrics, Vertx vertx) {
        this.queue = queue;
        this.mailer = mailer;
        this.mail = mail;
        this.links = links;
        this.metrics = metrics;
        this.vertx = vertx;
    }

    void wake(@Observes Notifications.Recorded recorded) {
        vertx.setTimer(AFTER_THE_COMMIT_MS, timer -> sendDue().subscribe().with(sent -> { }, failure -> LOG.warn("notifications wait for the next try: " + failure)));
    }

    @Scheduled(every = "10s", delayed = "5s")
    Uni<Void> sendDue() {
        if (mail.host().isEmpty() || !busy.compareAndSet(false, true)) {
            return Uni.createFrom().voidItem();
        }
        return queue.claim().call(due -> due.map(this::send).orElseGet(() -> Uni.createFrom().voidItem()))
                .repeat().whilst(Optional::isPresent).onItem().ignoreAsUni()
                .onTermination().invoke(() -> busy.set(false));
    }

    @Scheduled(every = "1m", delayed = "20s")
    Uni<Void> giveUpTheClaimsOfTheDead() {
        return mail.host().isEmpty() ? Uni.createFrom().voidItem()
                : queue.giveUpClaimsOlderThan(OLDEST_CLAIM).invoke(kinds -> kinds.forEach(kind -> metrics.count(kind, Outcome.UNCERTAIN))).replaceWithVoid();
    }

    private Uni<Void> send(DueNotification due) {
        if (due.contact().isEmpty()) {
            return settle(due, Outcome.WITHDRAWN);
        }
        return due.username().isEmpty() ? send(due, MailText.of(due, mail.subjectPrefix())) : sendToPerson(due);
    }

    private Uni<Void> sendToPerson(DueNotification due) {
        Uni<Optional<String>> link = due.link().map(links::make).orElseGet(() -> Uni.createFrom().item(Optional.empty()));
        return link.chain(address -> due.kind().bringsLink() && address.isEmpty() ? settle(due, Outcome.WITHDRAWN)
                : send(due, PersonMailText.of(due, mail.subjectPrefix(), address)));
    }

    private Uni<Void> send(DueNotification due, MailText text) {
        return mailer.send(Mail.withText(due.contact().get(), text.subject(), text.body()))
                .ifNoItem().after(LONGEST_EXCHANGE).fail()
                .onItemOrFailure().transformToUni((sent, failure) -> failure == null ? settle(due, Outcome.SENT) : failed(due, new MailFailure(failure)));
    }

    private Uni<Void> failed(DueNotification due, MailFailure failure) {
        Outcome outcome = failure.mayHaveArrived() ? Outcome.UNCERTAIN : due.attempts() < mail.maxAttempts() ? Outcome.RETRIED : Outcome.FAILED;
        LOG.warnf("notification %d (%s), attempt %d: %s after %s", due.id(), due.kind(), due.attempts(), outcome, failure);
        return settle(due, outcome);
    }

    private Uni<Void> settle(DueNotification due, Outcome outcome) {
        metrics.count(due.kind().toString(), outcome);
        return outcome == Outcome.RETRIED ? queue.retry(due, mail.retryAfter().multipliedBy(1L << 2 * (due.attempts() - 1))) : queue.settle(due, outcome);
    }
}
