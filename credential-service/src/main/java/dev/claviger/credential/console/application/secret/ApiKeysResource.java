package dev.claviger.credential.console.application.secret;

import java.util.Map;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import dev.claviger.contract.ApiKeyId;
import dev.claviger.contract.ClientId;
import dev.claviger.credential.apikey.ApiKeyDeletion;
import dev.claviger.credential.apikey.ApiKeyIssuance;
import dev.claviger.credential.apikey.ApiKeys;
import dev.claviger.credential.console.application.ApplicationView;
import dev.claviger.credential.console.application.Done;
import dev.claviger.credential.console.application.ApplicationEnding;
import dev.claviger.credential.console.page.FieldErrors;
import dev.claviger.credential.console.page.Frame;
import dev.claviger.credential.console.page.HiddenFields;
import dev.claviger.credential.console.page.Pages;
import dev.claviger.credential.console.page.Room;
import dev.claviger.credential.console.session.Operator;
import dev.claviger.credential.edge.JsonInput;
import dev.claviger.credential.problem.Problem;
import io.smallrye.mutiny.Uni;

/** An application's API keys. */
@Path("/console/{tenant}/applications/{client_id}/api-keys")
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
public class ApiKeysResource {

    private final ApplicationView view;
    private final ApiKeys keys;
    private final ApiKeyIssuance issuance;
    private final ApiKeyDeletion deletion;
    private final SecretAnswers answers;
    private final Operator operator;

    ApiKeysResource(ApplicationView view, ApiKeys keys, ApiKeyIssuance issuance, ApiKeyDeletion deletion, SecretAnswers answers, Operator operator) {
        this.view = view;
        this.keys = keys;
        this.issuance = issuance;
        this.deletion = deletion;
        this.answers = answers;
        this.operator = operator;
    }

    @POST
    public Uni<Response> issue(@PathParam("client_id") ClientId id, @FormParam("key_name") String name, @FormParam("nonce") String nonce) {
        JsonInput input = JsonInput.of(name == null || name.isBlank() ? Map.of() : Map.of("name", name));
        return Uni.createFrom().deferred(() -> issuance.issue(operator.administrator(), operator.tenant(), id, input, HiddenFields.idempotencyKey(nonce)))
                .map(issued -> issued.created() ? answers.key(path(id), issued.key().view().apiKeyId(), issued.key().view().apiKey()) : Pages.leadTo(Done.SHOWN.on(path(id))))
                .onFailure(Problem.class).recoverWithUni(refusal -> refused(id, (Problem) refusal));
    }

    @GET
    @Path("{api_key_id}/delete")
    @Consumes(MediaType.WILDCARD)
    public Uni<Response> beforeDeleting(@PathParam("client_id") ClientId id, @PathParam("api_key_id") ApiKeyId key) {
        return view.client(id).chain(client -> keys.look(operator.tenant(), id, key)
                .map(known -> Pages.show(ApplicationEnding.ofKey(Frame.of(operator, Room.APPLICATIONS), path(id), known.tag(), client.view(), known.view()))));
    }

    @POST
    @Path("{api_key_id}/delete")
    public Uni<Response> delete(@PathParam("client_id") ClientId id, @PathParam("api_key_id") ApiKeyId key, @FormParam("version") String version) {
        return deletion.delete(operator.administrator(), operator.tenant(), id, key, HiddenFields.version(version)).replaceWith(() -> Pages.leadTo(Done.KEY_DELETED.on(path(id))));
    }

    /** Its form is one of several on the page, each of which has a name. */
    private Uni<Response> refused(ClientId id, Problem problem) {
        FieldErrors errors = problem.errors().containsKey("name") ? new FieldErrors(Map.of("key_name", problem.errors().get("name"))) : FieldErrors.of(problem);
        return problem.status() == 404 ? Uni.createFrom().failure(problem) : view.detail(id, "", errors).map(page -> Pages.show(problem.status(), page));
    }

    private String path(ClientId id) {
        return ApplicationView.path(operator.tenant(), id);
    }
}
