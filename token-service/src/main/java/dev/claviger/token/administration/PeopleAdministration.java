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
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.jboss.logging.Logger;

import java.util.List;

/** {@code /admin/v1/tenants/{tenant}/people/{person}/}: consents and sessions, seen and ended. */
@ApplicationScoped
class PeopleAdministration {

    private static final Logger LOG = Logger.getLogger(PeopleAdministration.class);
    private static final String PERSON = "/admin/v1/tenants/:tenant/people/:person";

    private final Administrators administrators;
    private final Consents consents;
    private final Sessions sessions;

    @Inject
    PeopleAdministration(Administrators administrators, Consents consents, Sessions sessions) {
        this.administrators = administrators;
        this.consents = consents;
        this.sessions = sessions;
    }

    private interface Deed {

        Future<Void> of(TenantId tenant, PersonId person);
    }

    void register(@Observes Router router) {
        router.get(PERSON + "/consents").handler(http -> handle(http, (tenant, person) -> consents.of(tenant, person)
                .compose(given -> list(http, given.stream().map(PeopleAdministration::json).toList()))));
        router.delete(PERSON + "/consents/:client_id").handler(http -> handle(http, (tenant, person) -> withdraw(http, tenant, person)));
        router.get(PERSON + "/sessions").handler(http -> handle(http, (tenant, person) -> sessions.of(tenant, person)
                .compose(open -> list(http, open.stream().map(PeopleAdministration::json).toList()))));
        router.delete(PERSON + "/sessions").handler(http -> handle(http, (tenant, person) -> sessions.endAll(tenant, person).compose(ended -> done(http, true))));
        router.delete(PERSON + "/sessions/:id").handler(http -> handle(http, (tenant, person) -> sessions.end(tenant, person, http.pathParam("id"))
                .compose(ended -> done(http, ended))));
    }

    private void handle(RoutingContext http, Deed deed) {
        http.response().putHeader("Cache-Control", "no-store");
        Future.succeededFuture().compose(any -> administrators.of(http.pathParam("tenant"), http.request()))
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
