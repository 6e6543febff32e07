package dev.claviger.token.login;

import dev.claviger.contract.Identifiers;
import dev.claviger.contract.PersonId;
import dev.claviger.contract.TenantId;
import dev.claviger.contract.person.Person;
import dev.claviger.token.database.Database;
import dev.claviger.token.browser.Browser;
import dev.claviger.token.browser.Browsers;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Who is signed in with which browser: in one tenant one person, in several tenants perhaps several. Everything fails with
 * temporarily_unavailable while the database cannot be asked.
 */
@ApplicationScoped
public class Sessions {

    /** A page more or less need not be written down: so often at most a session is marked as used. */
    private static final Duration MARKED_EVERY = Duration.ofMinutes(1);
    private static final String NONE = "";
    /** Of one person: whoever signs in by a program leaves no more behind. */
    private static final int MOST = 100;

    private final Database database;
    private final Browsers browsers;
    private final Instance<SessionEnding> listeners;
    private final LoginConfig config;
    private final Clock clock;

    @Inject
    Sessions(Database database, Browsers browsers, @Any Instance<SessionEnding> listeners, LoginConfig config, Clock clock) {
        this.database = database;
        this.browsers = browsers;
        this.listeners = listeners;
        this.config = config;
        this.clock = clock;
    }

    /** Who is signed in with this browser at the tenant. */
    public Future<Optional<Session>> current(RoutingContext http, TenantId tenant) {
        return all(http).map(sessions -> sessions.stream().filter(session -> session.tenant().equals(tenant)).findFirst());
    }

    /** Who is signed in with this browser, at whichever tenants. */
    public Future<List<Session>> all(RoutingContext http) {
        return browsers.known(http).map(this::ofBrowser).orElseGet(() -> Future.succeededFuture(List.of()));
    }

    /** Those in which this person is signed in, the latest used first. */
    public Future<List<OpenSession>> of(TenantId tenant, PersonId person) {
        Instant now = clock.instant();
        return database.query(client -> SessionTable.ofPerson(client, tenant, person, now, now.minus(config.idle())));
    }

    /**
     * Signs the person in with this browser, which gets a new cookie for it: one that somebody planted before is worth nothing
     * now. Who signs in anew goes on with the same session; whoever else was signed in here at the same tenant is so no more.
     */
    public Future<Session> begin(RoutingContext http, Person person, List<String> amr) {
        return begin(http, person, clock.instant(), amr);
    }

    /**
     * The same for somebody who has proved who it is elsewhere, a while ago perhaps.
     *
     * @param authTime when; of a clock that goes before ours, now
     */
    public Future<Session> begin(RoutingContext http, Person person, Instant authTime, List<String> amr) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Instant proved = authTime.isBefore(now) ? authTime.truncatedTo(ChronoUnit.SECONDS) : now;
        Session signedIn = new Session(Identifiers.newTokenId(), person.tenant(), person.id(), person.era(), proved, amr, acr(amr));
        Optional<Buffer> before = browsers.known(http).map(Browser::hash);
        Buffer renewed = browsers.renewed(http).hash();
        return database.transaction(transaction -> replaced(transaction, before, renewed, signedIn)
                .compose(session -> SessionTable.put(transaction, session, renewed, Agent.of(http), now, now.plus(config.longest())).map(session))
                .compose(session -> end(transaction, SessionTable.endCrowded(transaction, person.tenant(), person.id(), MOST)).map(session)));
    }

    /** Signs out of the session's tenant in this browser. */
    public Future<Void> end(RoutingContext http, TenantId tenant) {
        return browsers.known(http).map(browser -> ending(transaction -> SessionTable.endInBrowser(transaction, browser.hash(), tenant)))
                .orElseGet(() -> Future.succeededFuture(List.of())).mapEmpty();
    }

    /** @return whether the person had such a session */
    public Future<Boolean> end(TenantId tenant, PersonId person, String id) {
        return ending(transaction -> SessionTable.end(transaction, tenant, person, id)).map(ended -> !ended.isEmpty());
    }

    public Future<Void> endAll(TenantId tenant, PersonId person) {
        return ending(transaction -> SessionTable.endAllBut(transaction, tenant, person, NONE)).mapEmpty();
    }

    public Future<Void> endOthers(Session kept) {
        return ending(transaction -> SessionTable.endAllBut(transaction, kept.tenant(), kept.person(), kept.id())).mapEmpty();
    }

    private Future<List<Session>> ofBrowser(Browser browser) {
        Instant now = clock.instant();
        return database.query(client -> SessionTable.ofBrowser(client, browser.hash(), now, now.minus(config.idle())))
                .compose(sessions -> mark(sessions, now).map(marked -> sessions.stream().map(OpenSession::session).toList()));
    }

    private Future<Void> mark(List<OpenSession> sessions, Instant now) {
        return Future.join(sessions.stream().filter(session -> session.lastSeenAt().plus(MARKED_EVERY).isBefore(now))
                .map(session -> database.query(client -> SessionTable.seen(client, session.session(), now))).toList()).mapEmpty();
    }

    /** Takes the browser's sessions over to its new cookie, but for the one at this tenant: that makes room for the one that is returned. */
    private Future<Session> replaced(SqlConnection transaction, Optional<Buffer> before, Buffer renewed, Session signedIn) {
        return before.map(old -> SessionTable.endInBrowser(transaction, old, signedIn.tenant())
                .compose(gone -> SessionTable.move(transaction, old, renewed).compose(moved -> goesOn(transaction, gone, signedIn))))
                .orElseGet(() -> Future.succeededFuture(signedIn));
    }

    private Future<Session> goesOn(SqlConnection transaction, List<Session> gone, Session signedIn) {
        Optional<Session> same = gone.stream().filter(session -> session.person().equals(signedIn.person())).findFirst();
        return same.map(session -> Future.succeededFuture(signedIn.as(session.id())))
                .orElseGet(() -> end(transaction, Future.succeededFuture(gone)).map(signedIn));
    }

    private Future<List<Session>> ending(Function<SqlConnection, Future<List<Session>>> statement) {
        return database.transaction(transaction -> end(transaction, statement.apply(transaction)));
    }

    /** Others hear of it before it is committed, so that nothing gets lost between the two. */
    private Future<List<Session>> end(SqlConnection transaction, Future<List<Session>> deleted) {
        return deleted.compose(ended -> ended.isEmpty() ? Future.succeededFuture(ended)
                : Future.all(listeners.stream().map(listener -> listener.ending(transaction, ended)).toList()).map(ended));
    }

    private static Optional<String> acr(List<String> amr) {
        return amr.contains("mfa") ? Optional.of(Session.MULTI_FACTOR) : Optional.empty();
    }
}
