package dev.claviger.credential.console.application.form;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;

import dev.claviger.contract.ClientId;
import dev.claviger.contract.Identifiers;
import dev.claviger.credential.application.ClientRegistration;
import dev.claviger.credential.application.ClientView;
import dev.claviger.credential.console.application.ApplicationView;
import dev.claviger.credential.console.application.Done;
import dev.claviger.credential.console.application.secret.SecretAnswers;
import dev.claviger.credential.console.page.HiddenFields;
import dev.claviger.credential.console.page.Pages;
import dev.claviger.credential.console.session.Operator;
import dev.claviger.credential.problem.Problem;
import io.smallrye.mutiny.Uni;

/**
 * A new application, on one page. The answer to its form shows the secret, so no address does; sent again, by reloading or by going
 * back, the same form finds by its nonce what it made, and shows no secret.
 */
@Path("/console/{tenant}/applications/new")
public class CreationResource {

    private final ApplicationForms forms;
    private final ClientRegistration registration;
    private final SecretAnswers answers;
    private final Operator operator;

    CreationResource(ApplicationForms forms, ClientRegistration registration, SecretAnswers answers, Operator operator) {
        this.forms = forms;
        this.registration = registration;
        this.answers = answers;
        this.operator = operator;
    }

    @GET
    public Uni<Response> form() {
        return forms.blank(Identifiers.newTokenId()).map(Pages::show);
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Response> create(MultivaluedMap<String, String> posted) {
        ApplicationForm form = ApplicationForm.of(posted);
        return Uni.createFrom().deferred(() -> registration.register(operator.administrator(), operator.tenant(), form.input(), HiddenFields.idempotencyKey(form.nonce())))
                .chain(registered -> answer(registered.client().view(), registered.created()))
                .onFailure(Problem.class).recoverWithUni(refusal -> forms.refused(form, (Problem) refusal));
    }

    private Uni<Response> answer(ClientView client, boolean isNew) {
        String path = ApplicationView.path(operator.tenant(), new ClientId(client.clientId()));
        if (!isNew || client.clientSecret() == null) {
            return Uni.createFrom().item(Pages.leadTo((isNew ? Done.CREATED : Done.SHOWN).on(path)));
        }
        return answers.issued(client, client.clientSecret(), "The application is there. This is its secret.");
    }
}
