package dev.claviger.credential.account.renewal;

import java.util.List;
import java.util.concurrent.Semaphore;

import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import dev.claviger.contract.PersonId;
import dev.claviger.contract.TenantId;
import dev.claviger.credential.account.guess.GuessKey;
import dev.claviger.credential.account.guess.GuessKeys;
import dev.claviger.credential.account.guess.Guesses;
import dev.claviger.credential.account.link.LinkPurpose;
import dev.claviger.credential.account.link.Links;
import dev.claviger.credential.account.password.PasswordsConfig;
import dev.claviger.credential.account.person.PersonRow;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/**
 * Somebody says to have forgotten a password. The answer is given before anything is looked for, so neither it nor its time tells whether there is
 * such a person; the mail follows.
 */
@Singleton
class ResetRequests {

    private static final Logger LOG = Logger.getLogger(ResetRequests.class);
    private static final int MOST_AT_ONCE = 20;
    /** Locks the person, so that requests at the same moment are counted one after the other. */
    private static final String FIND = """
            select id from person where tenant_id = :tenant and lower(username) = lower(:username) and not disabled and email is not null for update
            """;
    private static final String MAILS_IN_THE_LAST_HOUR = """
            select count(*) from notification where person_id = :person and kind = 'password_reset' and created_at > now() - interval '1 hour'
            """;

    private final Semaphore places = new Semaphore(MOST_AT_ONCE);
    private final Links links;
    private final GuessKeys keys;
    private final Guesses guesses;
    private final PasswordsConfig config;
    private final Vertx vertx;

    ResetRequests(Links links, GuessKeys keys, Guesses guesses, PasswordsConfig config, Vertx vertx) {
        this.links = links;
        this.keys = keys;
        this.guesses = guesses;
        this.config = config;
        this.vertx = vertx;
    }

    /** Beyond what can be looked after, a request is forgotten: whoever means it asks again. */
    void take(TenantId tenant, String username, String address) {
        if (!places.tryAcquire()) {
            LOG.warn("requests for new passwords come faster than they can be looked after; one is forgotten");
            return;
        }
        Context own = VertxContext.getOrCreateDuplicatedContext(vertx);
        VertxContextSafetyToggle.setContextSafe(own, true);
        own.runOnContext(started -> lookAfter(tenant, PersonRow.lookup(username.strip()), address).onTermination().invoke(places::release)
                .subscribe().with(done -> { }, failure -> LOG.warn("a request for a new password is forgotten: " + failure.getClass().getSimpleName())));
    }

    /** Each request counts against its address, whomever it concerns, for one address could else have mails sent to everybody. */
    private Uni<Void> lookAfter(TenantId tenant, String username, String address) {
        List<GuessKey> asked = List.of(keys.ofMailsAskedFrom(address));
        return guesses.waitOf(asked).chain(wait -> wait.isPresent() ? Uni.createFrom().voidItem()
                : guesses.count(asked).chain(() -> Panache.withTransaction(() -> find(tenant, username).chain(this::mail))));
    }

    private static Uni<List<Long>> find(TenantId tenant, String username) {
        return Panache.getSession().chain(session -> session.createNativeQuery(FIND, Long.class)
                .setParameter("tenant", tenant.value()).setParameter("username", username).getResultList());
    }

    private Uni<Void> mail(List<Long> found) {
        if (found.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        PersonId person = new PersonId(found.get(0));
        return Panache.getSession().chain(session -> session.createNativeQuery(MAILS_IN_THE_LAST_HOUR, Long.class).setParameter("person", person.value()).getSingleResult())
                .chain(count -> count < config.resetMailsPerHour() ? links.mail(person, LinkPurpose.RESET) : Uni.createFrom().voidItem());
    }
}
