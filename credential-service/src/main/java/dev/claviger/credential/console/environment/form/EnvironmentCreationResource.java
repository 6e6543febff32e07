package dev.claviger.credential.console.environment.form;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;

import dev.claviger.contract.EnvironmentName;
import dev.claviger.credential.console.environment.Done;
import dev.claviger.credential.console.environment.EnvironmentAddress;
import dev.claviger.credential.console.page.Pages;
import dev.claviger.credential.console.session.ForPlatformAdministrators;
import dev.claviger.credential.console.session.Operator;
import dev.claviger.credential.environment.Environments;
import dev.claviger.credential.problem.Problem;
import io.smallrye.mutiny.Uni;

/** A new environment. */
@Path("/console/{tenant}/environments/new")
@ForPlatformAdministrators
public class EnvironmentCreationResource {

    private static final String NONE_YET = "*";
    private static final int THERE_IS_ONE = 412;

    private final Environments environments;
    private final EnvironmentForms forms;
    private final Operator operator;

    EnvironmentCreationResource(Environments environments, EnvironmentForms forms, Operator operator) {
        this.environments = environments;
        this.forms = forms;
        this.operator = operator;
    }

    @GET
    public Response form() {
        return Pages.show(forms.page(EnvironmentForm.blank()));
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Response> create(MultivaluedMap<String, String> posted) {
        EnvironmentForm form = EnvironmentForm.of(posted).at("");
        return Uni.createFrom().deferred(() -> environments.put(operator.administrator(), operator.tenant(), named(form.name()), form.input(), null, NONE_YET))
                .map(put -> Pages.leadTo(Done.CREATED.on(EnvironmentAddress.of(operator.tenant(), form.name()))))
                .onFailure(Problem.class).recoverWithItem(refusal -> forms.refused(form, worded((Problem) refusal)));
    }

    private static EnvironmentName named(String typed) {
        if (!EnvironmentName.isWellFormed(typed)) {
            throw Problem.invalid("name", "must be 1 to 32 characters of a-z, 0-9 and inner hyphens");
        }
        return new EnvironmentName(typed);
    }

    private static Problem worded(Problem problem) {
        return problem.status() == THERE_IS_ONE ? Problem.invalid("name", "is taken: the tenant has an environment of this name") : problem;
    }
}
