package dev.claviger.credential.audit;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import jakarta.ws.rs.QueryParam;

import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

import dev.claviger.contract.ClientId;
import dev.claviger.contract.TenantId;
import dev.claviger.credential.admin.AdminCaller;
import dev.claviger.credential.edge.Expect;
import dev.claviger.credential.edge.PageRequest;
import dev.claviger.credential.problem.Problem;

/** A filter as the query of a request has it. */
public class AuditRequest {

    private static final int LONGEST = 200;

    @QueryParam("tenant")
    String tenant;
    @QueryParam("client_id")
    String client;
    @QueryParam("actor")
    @Parameter(description = "Who acted: a client, or a person by number")
    String actor;
    @QueryParam("actor_client")
    @Parameter(description = "The client through which a person acted")
    String actorClient;
    @QueryParam("action")
    String action;
    @QueryParam("object")
    @Parameter(description = "What it concerned: the id of a client, secret, API key or person, or an environment's name")
    String object;
    @QueryParam("from")
    String from;
    @QueryParam("to")
    @Parameter(description = "Before which")
    String to;

    /** @throws Problem 400 where something makes no sense, 404 for a tenant the caller may not know of */
    public AuditFilter of(AdminCaller caller) {
        Optional<String> asked = wellFormed("tenant", tenant, TenantId::isWellFormed, "must be a tenant id");
        asked.map(TenantId::new).ifPresent(caller::requireTenant);
        Optional<Instant> start = instant("from", from);
        Optional<Instant> end = instant("to", to);
        if (start.isPresent() && end.isPresent() && !start.get().isBefore(end.get())) {
            throw Problem.invalid("from", "must be before to");
        }
        return new AuditFilter(caller.isAdmin() ? asked : Optional.of(caller.tenant().value()), !caller.isAdmin(), text("actor", actor), text("actor_client", actorClient), action(),
                text("object", object).or(this::ofClient), start, end);
    }

    private Optional<List<String>> ofClient() {
        return wellFormed("client_id", client, ClientId::isWellFormed, "must be a client id").map(List::of);
    }

    private Optional<AuditAction> action() {
        return PageRequest.given(action).map(text -> AuditAction.of(text).orElseThrow(() -> Problem.invalid("action", "must be one of the audit's, such as " + AuditAction.SECRET_REVOKED)));
    }

    private static Optional<List<String>> text(String name, String given) {
        return wellFormed(name, given, text -> text.length() <= LONGEST && text.indexOf('\0') < 0, "must be an id").map(List::of);
    }

    private static Optional<String> wellFormed(String name, String given, Predicate<String> form, String otherwise) {
        Optional<String> asked = PageRequest.given(given);
        if (!asked.map(form::test).orElse(true)) {
            throw Problem.invalid(name, otherwise);
        }
        return asked;
    }

    private static Optional<Instant> instant(String name, String given) {
        try {
            return PageRequest.given(given).map(Expect.instant()::read);
        } catch (IllegalArgumentException malformed) {
            throw Problem.invalid(name, malformed.getMessage());
        }
    }
}
