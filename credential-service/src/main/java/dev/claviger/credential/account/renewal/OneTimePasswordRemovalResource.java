package dev.claviger.credential.account.renewal;

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
import dev.claviger.credential.account.otp.OneTimePasswords;
import dev.claviger.credential.account.person.People;
import dev.claviger.credential.account.person.PersonResource;
import dev.claviger.credential.admin.AdminCaller;
import dev.claviger.credential.admin.AdminRequest;
import dev.claviger.credential.audit.AuditAction;
import dev.claviger.credential.audit.AuditEntry;
import dev.claviger.credential.audit.AuditTrail;
import dev.claviger.credential.notify.Notifications;
import dev.claviger.credential.notify.PersonNotice;
import dev.claviger.credential.problem.Problem;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;

/** An administrator helps somebody who has lost telephone and recovery codes. */
@Path("/admin/v1/tenants/{tenant}/people/{id}/one-time-password")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "people")
public class OneTimePasswordRemovalResource {

    private final People people;
    private final OneTimePasswords oneTimePasswords;
    private final Notifications notifications;
    private final AuditTrail audit;
    private final AdminRequest request;

    OneTimePasswordRemovalResource(People people, OneTimePasswords oneTimePasswords, Notifications notifications, AuditTrail audit, AdminRequest request) {
        this.people = people;
        this.oneTimePasswords = oneTimePasswords;
        this.notifications = notifications;
        this.audit = audit;
        this.request = request;
    }

    @DELETE
    @WithTransaction
    @Operation(operationId = "removeOneTimePassword", summary = "Let a person sign in with the password alone again",
            description = "The person is told by mail and can turn one-time passwords on anew. 404 when they are not on.")
    public Uni<Response> remove(@PathParam("tenant") TenantId tenant, @PathParam("id") String number) {
        AdminCaller caller = request.caller();
        caller.requireTenant(tenant);
        PersonId id = PersonResource.number(number);
        return people.lock(caller, tenant, id).chain(() -> oneTimePasswords.turnOff(id)).invoke(OneTimePasswordRemovalResource::refuseUnless)
                .chain(() -> audit.record(caller.actor(), AuditEntry.of(AuditAction.PERSON_ONE_TIME_PASSWORD_REMOVED).tenant(tenant).person(id)))
                .chain(() -> notifications.record(PersonNotice.oneTimePasswordRemoved(id)))
                .replaceWith(() -> Response.noContent().build());
    }

    private static void refuseUnless(boolean wereOn) {
        if (!wereOn) {
            throw Problem.notFound("one-time password");
        }
    }
}
