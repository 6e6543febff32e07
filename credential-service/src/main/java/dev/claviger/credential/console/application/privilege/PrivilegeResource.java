package dev.claviger.credential.console.application.privilege;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import dev.claviger.contract.ClientId;
import dev.claviger.credential.application.Clients;
import dev.claviger.credential.console.application.ApplicationView;
import dev.claviger.credential.console.application.Done;
import dev.claviger.credential.console.page.FieldErrors;
import dev.claviger.credential.console.page.HiddenFields;
import dev.claviger.credential.console.page.Pages;
import dev.claviger.credential.console.session.Operator;
import dev.claviger.credential.edge.JsonInput;
import dev.claviger.credential.narrowing.ScopeUsages;
import dev.claviger.credential.problem.Problem;
import io.smallrye.mutiny.Uni;

/**
 * Fewer scopes for an application, from what it did. What is applied is what was previewed: choosing leads to the preview, and only that has the
 * form which changes something. What was taken can be given back as long as nothing else is taken.
 */
@Path("/console/{tenant}/applications/{client_id}/least-privilege")
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
public class PrivilegeResource {

    private static final int CHANGED_MEANWHILE = 412;

    private final PrivilegeView view;
    private final ApplicationView applications;
    private final ScopeUsages usages;
    private final Clients clients;
    private final Operator operator;

    PrivilegeResource(PrivilegeView view, ApplicationView applications, ScopeUsages usages, Clients clients, Operator operator) {
        this.view = view;
        this.applications = applications;
        this.usages = usages;
        this.clients = clients;
        this.operator = operator;
    }

    @GET
    @Consumes(MediaType.WILDCARD)
    public Uni<Response> look(@PathParam("client_id") ClientId id, @QueryParam("done") String done) {
        return view.proposed(id, Done.said(done)).map(Pages::show);
    }

    /** Changes nothing. What is chosen may be too long for an address. */
    @POST
    @Path("preview")
    public Uni<Response> preview(@PathParam("client_id") ClientId id, @FormParam("scopes") List<String> scopes) {
        return view.chosen(id, scopes).map(Pages::show);
    }

    @POST
    public Uni<Response> narrow(@PathParam("client_id") ClientId id, @FormParam("version") String version, @FormParam("scopes") List<String> scopes) {
        return changed(id, version, scopes, Done.NARROWED);
    }

    @POST
    @Path("restore")
    public Uni<Response> restore(@PathParam("client_id") ClientId id, @FormParam("version") String version) {
        return applications.client(id).chain(client -> usages.of(operator.tenant(), id, Optional.empty()).chain(usage -> {
            Collection<String> scopes = new TreeSet<>(client.view().scopes());
            Optional.ofNullable(usage.taken()).ifPresent(taken -> scopes.addAll(taken.scopes()));
            return changed(id, version, scopes, Done.RESTORED);
        }));
    }

    private Uni<Response> changed(ClientId id, String version, Collection<String> scopes, Done done) {
        return clients.change(operator.administrator(), operator.tenant(), id, HiddenFields.version(version), JsonInput.of(Map.of("scopes", List.copyOf(scopes))))
                .map(changed -> Pages.leadTo(done.on(view.path(id))))
                .onFailure(Problem.class).recoverWithUni(refusal -> refused(id, scopes, (Problem) refusal));
    }

    private Uni<Response> refused(ClientId id, Collection<String> scopes, Problem problem) {
        return switch (problem.status()) {
            case CHANGED_MEANWHILE -> view.chosen(id, scopes, FieldErrors.NONE, true).map(page -> Pages.show(CHANGED_MEANWHILE, page));
            case 404 -> Uni.createFrom().failure(problem);
            default -> view.chosen(id, scopes, FieldErrors.of(problem), false).map(page -> Pages.show(problem.status(), page));
        };
    }
}
