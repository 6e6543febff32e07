package dev.claviger.credential.console.application.form;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;

import dev.claviger.contract.ClientId;
import dev.claviger.credential.application.Clients;
import dev.claviger.credential.console.application.ApplicationView;
import dev.claviger.credential.console.application.Done;
import dev.claviger.credential.console.page.HiddenFields;
import dev.claviger.credential.console.page.Pages;
import dev.claviger.credential.console.session.Operator;
import dev.claviger.credential.problem.Problem;
import io.smallrye.mutiny.Uni;

/** Changing an application. Of two who do so at once, the second is told what the first has done, and loses nothing of what was typed. */
@Path("/console/{tenant}/applications/{client_id}/edit")
public class EditResource {

    private static final int CHANGED_MEANWHILE = 412;

    private final ApplicationView view;
    private final ApplicationForms forms;
    private final Clients clients;
    private final Operator operator;

    EditResource(ApplicationView view, ApplicationForms forms, Clients clients, Operator operator) {
        this.view = view;
        this.forms = forms;
        this.clients = clients;
        this.operator = operator;
    }

    @GET
    public Uni<Response> form(@PathParam("client_id") ClientId id) {
        return view.client(id).chain(forms::of).map(Pages::show);
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Response> change(@PathParam("client_id") ClientId id, MultivaluedMap<String, String> posted) {
        ApplicationForm form = ApplicationForm.of(posted);
        return clients.change(operator.administrator(), operator.tenant(), id, HiddenFields.version(form.version()), form.input())
                .map(changed -> Pages.leadTo(Done.SAVED.on(ApplicationView.path(operator.tenant(), id))))
                .onFailure(Problem.class).recoverWithUni(refusal -> refused(id, form, (Problem) refusal));
    }

    private Uni<Response> refused(ClientId id, ApplicationForm form, Problem problem) {
        return switch (problem.status()) {
            case CHANGED_MEANWHILE -> view.client(id).chain(now -> forms.overtaken(form, now));
            case 404 -> Uni.createFrom().failure(problem);
            default -> forms.refused(form, id.value(), problem);
        };
    }
}
