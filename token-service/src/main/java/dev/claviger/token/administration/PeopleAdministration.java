package dev.claviger.token.administration;

import dev.claviger.contract.ClientId;
import dev.claviger.contract.PersonId;
import dev.claviger.contract.TenantId;
import dev.claviger.token.consent.Consent;
import dev.claviger.token.consent.Consents;
import dev.claviger.token.error.OAuthException;
import dev.claviger.token.login.OpenSession;
import dev.claviger.token.login.Sessions;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.jboss.logging.Logger;

import java.util.List;

/**
 * {@code /admin/v1/tenants/{tenant}/people/{person}/}: consents and sessions, seen and ended. The same under {@code /internal/}, for credential-service, which
 * has the console and has judged there who asks.
 */
@ApplicationScoped
class PeopleAdministration {

    private static final Logger LOG = Logger.getLogger(PeopleAdministration.class);
    private static final String PERSON = "/tenants/:tenant/people/:person";

    private final Administrators administrators;
    private final CredentialServiceProof proof;
    private final Consents consents;
    private final Sessions sessions;

    @Inject
    PeopleAdministration(Administrators administrators, CredentialServiceProof proof, Consents consents, Sessions sessions) {
        this.administrators = administrators;
        this.proof = proof;
        this.consents = consents;
        this.sessions = sessions;
    }

    private interface Deed {

        Future<Void> of(TenantId tenant, PersonId person);
    }

    /** Whose people the caller may ask for: those of the tenant it names, or nobody's. */
    private interface Admission {

        Future<TenantId> of(String tenant, HttpServerRequest request);
    }

    void register(@Observes Router router) {
        register(router, "/admin/v1" + PERSON, administrators::of);
        register(router, "/internal" + PERSON, proof::admit);
    }

    private void register(Router router, String path, Admission admission) {
        router.get(path + "/consents").handler(http -> handle(http, admission, (tenant, person) -> consents.of(tenant, person)
                .compose(given -> list(http, given.stream().map(PeopleAdministration::json).toList()))));
        router.delete(path + "/consents").handler(http -> handle(http, admission, (tenant, person) -> consents.withdrawAll(tenant, person).compose(ended -> done(http, true))));
        router.delete(path + "/consents/:client_id").handler(http -> handle(http, admission, (tenant, person) -> withdraw(http, tenant, person)));
        router.get(path + "/sessions").handler(http -> handle(http, admission, (tenant, person) -> sessions.of(tenant, person)
                .compose(open -> list(http, open.stream().map(PeopleAdministration::json).toList()))));
        router.delete(path + "/sessions").handler(http -> handle(http, admission, (tenant, person) -> sessions.endAll(tenant, person).compose(ended -> done(http, true))));
        router.delete(path + "/sessions/:id").handler(http -> handle(http, admission, (tenant, person) -> sessions.end(tenant, person, http.pathParam("id"))
                .compose(ended -> done(http, ended))));
    }

    private void handle(RoutingContext http, Admission admission, Deed deed) {
        http.response().putHeader("Cache-Control", "no-store");
        Future.succeededFuture().compose(any -> admission.of(http.pathParam("tenant"), http.request()))
                .compose(tenant -> PersonId.ofSubject(http.pathParam("person")).map(person -> deed.of(tenant, person))
                        .orElseGet(() -> Future.failedFuture(Refusal.notFound())))
                .onFailure(failure -> refusal(failure).write(http.response()));
    }

    private Future<Void> withdraw(RoutingContext http, TenantId tenant, PersonId person) {
        String client = http.pathParam("client_id");
        return ClientId.isWellFormed(client) ? consents.withdraw(tenant, person, new ClientId(client)).compose(found -> done(http, found))
                : Future.failedFuture(Refusal.notFound());
    }

    private static Future<Void> list(RoutingContext http, List<JsonObject> items) {
        return http.response().putHeader("Content-Type", "application/json").end(new JsonObject().put("items", new JsonArray(items)).toBuffer());
    }

    private static Future<Void> done(RoutingContext http, boolean found) {
        return found ? http.response().setStatusCode(204).end() : Future.failedFuture(Refusal.notFound());
    }

    private static JsonObject json(Consent consent) {
        return new JsonObject().put("client_id", consent.client().value()).put("subject", consent.subject().toString())
                .put("scopes", new JsonArray(List.copyOf(consent.scopes().names()))).put("given_at", consent.givenAt().toString());
    }

    private static JsonObject json(OpenSession open) {
        return new JsonObject().put("id", open.session().id()).put("agent", open.agent()).put("amr", new JsonArray(open.session().amr()))
                .put("auth_time", open.session().authTime().toString()).put("last_seen_at", open.lastSeenAt().toString());
    }

    private static Refusal refusal(Throwable failure) {
        if (failure instanceof Refusal known) {
            return known;
        }
        if (failure instanceof OAuthException outage && outage.isTemporary()) {
            return Refusal.unavailable();
        }
        LOG.error("An administrator's request failed", failure);
        return Refusal.unexpected();
    }
}
