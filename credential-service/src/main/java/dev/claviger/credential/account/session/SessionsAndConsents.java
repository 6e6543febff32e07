package dev.claviger.credential.account.session;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import jakarta.inject.Singleton;

import dev.claviger.contract.ClientId;
import dev.claviger.contract.PersonId;
import dev.claviger.contract.TenantId;
import dev.claviger.credential.account.person.People;
import dev.claviger.credential.admin.AdminCaller;
import dev.claviger.credential.audit.AuditAction;
import dev.claviger.credential.audit.AuditEntry;
import dev.claviger.credential.audit.AuditTrail;
import dev.claviger.credential.problem.Problem;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** Where people are signed in, and what they have allowed, for administrators: the rules and the audit are here, the rows at token-service. */
@Singleton
public class SessionsAndConsents {

    private static final String SESSIONS = "/sessions";
    private static final String CONSENTS = "/consents";
    private static final Pattern SESSION = Pattern.compile("[0-9A-Za-z_-]{1,100}");

    private final TokenServiceCalls tokenService;
    private final People people;
    private final AuditTrail audit;

    SessionsAndConsents(TokenServiceCalls tokenService, People people, AuditTrail audit) {
        this.tokenService = tokenService;
        this.people = people;
        this.audit = audit;
    }

    /** The latest used first; fails with 503 while token-service does not answer. */
    public Uni<List<OpenSession>> sessions(TenantId tenant, PersonId person) {
        return tokenService.list(path(tenant, person) + SESSIONS, SessionsAndConsents::session);
    }

    /** The latest given first; fails with 503 while token-service does not answer. */
    public Uni<List<GivenConsent>> consents(TenantId tenant, PersonId person) {
        return tokenService.list(path(tenant, person) + CONSENTS, SessionsAndConsents::consent);
    }

    /** Fails with 404 where the person has none of that name. */
    public Uni<Void> endSession(AdminCaller caller, TenantId tenant, PersonId person, String session) {
        if (!SESSION.matcher(session).matches()) {
            throw Problem.notFound("session");
        }
        return end(caller, tenant, person, AuditEntry.of(AuditAction.PERSON_SIGNED_OUT), SESSIONS + "/" + session, "session");
    }

    /** Also where there was none. */
    public Uni<Void> endSessions(AdminCaller caller, TenantId tenant, PersonId person) {
        return end(caller, tenant, person, AuditEntry.of(AuditAction.PERSON_SIGNED_OUT), SESSIONS, "session");
    }

    /** Ends all that the client has of the person. Fails with 404 where the person has allowed it nothing. */
    public Uni<Void> withdraw(AdminCaller caller, TenantId tenant, PersonId person, ClientId client) {
        return end(caller, tenant, person, AuditEntry.of(AuditAction.PERSON_CONSENT_WITHDRAWN).client(client.value()), CONSENTS + "/" + client, "consent");
    }

    /** The same of every client; also where there was none. */
    public Uni<Void> withdrawAll(AdminCaller caller, TenantId tenant, PersonId person) {
        return end(caller, tenant, person, AuditEntry.of(AuditAction.PERSON_CONSENT_WITHDRAWN), CONSENTS, "consent");
    }

    /**
     * Written down and committed first: nothing is done without trace, and no database connection waits for token-service, which itself asks here while it ends
     * things. An entry tells that somebody wanted it; that there was nothing, or that nobody answered, is told to who asked.
     */
    private Uni<Void> end(AdminCaller caller, TenantId tenant, PersonId person, AuditEntry entry, String what, String name) {
        caller.requireTenant(tenant);
        return tokenService.delete(path(tenant, person) + what, () -> recorded(caller, tenant, person, entry)).invoke(found -> {
            if (!found) {
                throw Problem.notFound(name);
            }
        }).replaceWithVoid();
    }

    private Uni<Void> recorded(AdminCaller caller, TenantId tenant, PersonId person, AuditEntry entry) {
        return Panache.withTransaction(() -> people.require(tenant, person).chain(() -> audit.record(caller.actor(), entry.tenant(tenant).person(person))));
    }

    private static String path(TenantId tenant, PersonId person) {
        return "/internal/tenants/" + tenant + "/people/" + person;
    }

    private static OpenSession session(JsonObject json) {
        return new OpenSession(json.getString("id"), Optional.ofNullable(json.getString("agent")).orElse(""), texts(json.getJsonArray("amr")), json.getInstant("auth_time"), json.getInstant("last_seen_at"));
    }

    private static GivenConsent consent(JsonObject json) {
        return new GivenConsent(json.getString("client_id"), json.getString("subject"), texts(json.getJsonArray("scopes")), json.getInstant("given_at"));
    }

    private static List<String> texts(JsonArray texts) {
        return texts.stream().map(String.class::cast).toList();
    }
}
