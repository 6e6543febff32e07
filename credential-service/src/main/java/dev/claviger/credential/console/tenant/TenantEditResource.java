package dev.claviger.credential.console.tenant;

import java.util.List;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;

import dev.claviger.contract.TenantId;
import dev.claviger.credential.console.page.Ending;
import dev.claviger.credential.console.page.Frame;
import dev.claviger.credential.console.page.HiddenFields;
import dev.claviger.credential.console.page.Pages;
import dev.claviger.credential.console.page.Room;
import dev.claviger.credential.console.session.ForPlatformAdministrators;
import dev.claviger.credential.console.session.Operator;
import dev.claviger.credential.edge.Tagged;
import dev.claviger.credential.problem.Problem;
import dev.claviger.credential.tenant.PlatformTenant;
import dev.claviger.credential.tenant.TenantView;
import dev.claviger.credential.tenant.Tenants;
import dev.claviger.pages.ShownName;
import io.smallrye.mutiny.Uni;

/** One tenant: changed, and deleted with everything it has. */
@Path("/console/{tenant}/tenants/{tenant_id}")
@ForPlatformAdministrators
public class TenantEditResource {

    private static final int CHANGED_MEANWHILE = 412;

    private final TenantForms forms;
    private final Tenants tenants;
    private final Operator operator;

    TenantEditResource(TenantForms forms, Tenants tenants, Operator operator) {
        this.forms = forms;
        this.tenants = tenants;
        this.operator = operator;
    }

    @GET
    @Path("edit")
    public Uni<Response> form(@PathParam("tenant_id") TenantId id) {
        return tenants.look(id).map(tenant -> Pages.show(forms.of(tenant)));
    }

    @POST
    @Path("edit")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Response> change(@PathParam("tenant_id") TenantId id, MultivaluedMap<String, String> posted) {
        TypedTenant form = TypedTenant.of(posted);
        return tenants.change(operator.administrator(), id, HiddenFields.version(form.version()), form.input())
                .map(changed -> Pages.leadTo(Done.SAVED.on(Room.TENANTS.path(operator.tenant()) + "?search=" + id)))
                .onFailure(Problem.class).recoverWithUni(refusal -> refused(id, form, (Problem) refusal));
    }

    private Uni<Response> refused(TenantId id, TypedTenant form, Problem problem) {
        return switch (problem.status()) {
            case CHANGED_MEANWHILE -> tenants.look(id).map(now -> forms.overtaken(form, now));
            case 404 -> Uni.createFrom().failure(problem);
            default -> Uni.createFrom().item(() -> forms.refused(form, id.value(), problem));
        };
    }

    @GET
    @Path("delete")
    public Uni<Response> beforeDeleting(@PathParam("tenant_id") TenantId id) {
        PlatformTenant.keep(id);
        return tenants.look(id).map(tenant -> Pages.show(ending(tenant).on(Frame.of(operator, Room.TENANTS))));
    }

    /** Of the one that is looked at, the page that is led to is of the person's own. */
    @POST
    @Path("delete")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Response> delete(@PathParam("tenant_id") TenantId id, @FormParam("version") String version) {
        TenantId left = operator.tenant().equals(id) ? operator.person().tenant() : operator.tenant();
        return tenants.delete(operator.administrator(), id, HiddenFields.version(version)).replaceWith(() -> Pages.leadTo(Done.DELETED.on(Room.TENANTS.path(left))));
    }

    private Ending ending(Tagged<TenantView> tenant) {
        String room = Room.TENANTS.path(operator.tenant());
        return new Ending("Delete the tenant " + ShownName.of(tenant.view().name()), "Everything it has goes with it, for good. Another tenant may get its identifier one day, and finds nothing of this one.",
                List.of("Its applications, secrets and API keys end, and all their tokens at once.", "Its environments go: requests to their hosts are refused.",
                        "Its people are signed out and erased. Of the audit only numbers and identifiers stay.", "Its identifier is " + tenant.view().id() + ". Be sure that it is the one you mean."),
                room + "/" + tenant.view().id() + "/delete", "Delete it for good", true, tenant.tag().value(), "", room + "/" + tenant.view().id() + "/edit", "");
    }
}
