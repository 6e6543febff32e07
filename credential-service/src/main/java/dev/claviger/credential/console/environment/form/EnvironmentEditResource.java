package dev.claviger.credential.console.environment.form;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;

import dev.claviger.contract.EnvironmentName;
import dev.claviger.credential.console.environment.Done;
import dev.claviger.credential.console.environment.EnvironmentAddress;
import dev.claviger.credential.console.page.HiddenFields;
import dev.claviger.credential.console.page.Pages;
import dev.claviger.credential.console.session.ForPlatformAdministrators;
import dev.claviger.credential.console.session.Operator;
import dev.claviger.credential.environment.Environments;
import dev.claviger.credential.problem.Problem;
import io.smallrye.mutiny.Uni;

/** Changing an environment. Of two who do so at once, the second is told what the first has done, and loses nothing of what was typed. */
@Path("/console/{tenant}/environments/named/{environment}/edit")
@ForPlatformAdministrators
public class EnvironmentEditResource {

    private static final int CHANGED_MEANWHILE = 412;

    private final Environments environments;
    private final EnvironmentForms forms;
    private final Operator operator;

    EnvironmentEditResource(Environments environments, EnvironmentForms forms, Operator operator) {
        this.environments = environments;
        this.forms = forms;
        this.operator = operator;
    }

    @GET
    public Uni<Response> form(@PathParam("environment") EnvironmentName name) {
        return environments.look(operator.tenant(), name).map(known -> Pages.show(forms.page(EnvironmentForm.of(known.view(), known.tag().value()))));
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Response> change(@PathParam("environment") EnvironmentName name, MultivaluedMap<String, String> posted) {
        EnvironmentForm form = EnvironmentForm.of(posted).named(name.value());
        String version = HiddenFields.version(form.version());
        return Uni.createFrom().deferred(() -> environments.put(operator.administrator(), operator.tenant(), name, form.input(), version, null))
                .map(put -> Pages.leadTo(Done.SAVED.on(EnvironmentAddress.of(operator.tenant(), name.value()))))
                .onFailure(Problem.class).recoverWithUni(refusal -> refused(name, form, (Problem) refusal));
    }

    /** One that was deleted meanwhile is told as such: sent again, the form would make another. */
    private Uni<Response> refused(EnvironmentName name, EnvironmentForm form, Problem problem) {
        return problem.status() == CHANGED_MEANWHILE ? environments.look(operator.tenant(), name).map(now -> forms.overtaken(form, now)) : Uni.createFrom().item(forms.refused(form, problem));
    }
}
