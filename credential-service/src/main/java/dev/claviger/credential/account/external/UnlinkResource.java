package dev.claviger.credential.account.external;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import dev.claviger.contract.PersonId;
import dev.claviger.contract.TenantId;
import dev.claviger.credential.account.person.People;
import dev.claviger.credential.account.person.PersonResource;
import dev.claviger.credential.admin.AdminCaller;
import dev.claviger.credential.admin.AdminRequest;
import dev.claviger.credential.audit.AuditAction;
import dev.claviger.credential.audit.AuditEntry;
import dev.claviger.credential.audit.AuditTrail;
import dev.claviger.credential.problem.Problem;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;

/** An administrator says that an account at the tenant's provider is a person's no more; the next that bears the name becomes it. */
@Path("/admin/v1/tenants/{tenant}/people/{id}/external-identity")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "people")
public class UnlinkResource {

    private final People people;
    private final Links links;
    private final AuditTrail audit;
    private final AdminRequest request;

    UnlinkResource(People people, Links links, AuditTrail audit, AdminRequest request) {
        this.people = people;
        this.links = links;
        this.audit = audit;
        this.request = request;
    }

    @DELETE
    @WithTransaction
    @Operation(operationId = "unlinkPerson", summary = "Have a person's next sign-in at the identity provider be like its first",
            description = "For a person who has another account there now. 404 where the person has never signed in there.")
    public Uni<Response> unlink(@PathParam("tenant") TenantId tenant, @PathParam("id") String number) {
        AdminCaller caller = request.caller();
        caller.requireTenant(tenant);
        PersonId id = PersonResource.number(number);
        return people.lock(caller, tenant, id).chain(person -> links.unlink(tenant, id)).invoke(UnlinkResource::requireAny)
                .chain(() -> audit.record(caller.actor(), AuditEntry.of(AuditAction.PERSON_UNLINKED).tenant(tenant).person(id)))
                .replaceWith(Response.noContent().build());
    }

    private static void requireAny(boolean had) {
        if (!had) {
            throw Problem.notFound("external identity");
        }
    }
}
