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

import dev.claviger.contract.ClientId;
import dev.claviger.contract.CredentialId;
import dev.claviger.contract.Identifiers;
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
import dev.claviger.credential.rotation.SecretIssuance;
import dev.claviger.credential.rotation.SecretRevocation;
import dev.claviger.credential.rotation.Secrets;
import io.smallrye.mutiny.Uni;

/** An application's secrets: another one beside or instead of those it has, and the end of one. */
@Path("/console/{tenant}/applications/{client_id}/secrets")
public class SecretsResource {

    /** No overlap, as the page has it. */
    private static final String NONE = "PT0S";

    private final ApplicationView view;
    private final Secrets secrets;
    private final SecretIssuance issuance;
    private final SecretRevocation revocation;
    private final SecretAnswers answers;
    private final Operator operator;

    SecretsResource(ApplicationView view, Secrets secrets, SecretIssuance issuance, SecretRevocation revocation, SecretAnswers answers, Operator operator) {
        this.view = view;
        this.secrets = secrets;
        this.issuance = issuance;
        this.revocation = revocation;
        this.answers = answers;
        this.operator = operator;
    }

    /** What ends the old ones at once is asked about first. */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Response> issue(@PathParam("client_id") ClientId id, @FormParam("previous_valid_for") String overlap, @FormParam("nonce") String nonce) {
        return Uni.createFrom().deferred(() -> NONE.equals(overlap) ? replaceNothing(id, nonce) : answered(id,
                        issuance.issue(operator.administrator(), operator.tenant(), id, JsonInput.of(Map.of("previous_valid_for", overlap == null ? "" : overlap)), HiddenFields.idempotencyKey(nonce))))
                .onFailure(Problem.class).recoverWithUni(refusal -> refused(id, (Problem) refusal));
    }

    private Uni<Response> replaceNothing(ClientId id, String nonce) {
        return view.client(id).chain(client -> view.evidence(client.view())).chain(evidence -> evidence.hasLive() ? Uni.createFrom().item(Pages.leadTo(path(id) + "/secrets/replace"))
                : answered(id, issuance.replace(operator.administrator(), operator.tenant(), id, "", HiddenFields.idempotencyKey(nonce))));
    }

    @GET
    @Path("replace")
    public Uni<Response> beforeReplacing(@PathParam("client_id") ClientId id) {
        return view.client(id).chain(client -> view.evidence(client.view()))
                .chain(evidence -> view.needed(id)
                        .map(needed -> Pages.show(ApplicationEnding.ofReplacement(Frame.of(operator, Room.APPLICATIONS), path(id), evidence, needed, Identifiers.newTokenId()))));
    }

    @POST
    @Path("replace")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Response> replace(@PathParam("client_id") ClientId id, @FormParam("version") String version, @FormParam("nonce") String nonce) {
        return answered(id, issuance.replace(operator.administrator(), operator.tenant(), id, HiddenFields.version(version), HiddenFields.idempotencyKey(nonce)));
    }

    private Uni<Response> answered(ClientId id, Uni<SecretIssuance.Issued> issuing) {
        return issuing.chain(issued -> issued.created() ? view.client(id).chain(client -> answers.issued(client.view(), issued.secret().view().clientSecret(), "This is the new secret."))
                : Uni.createFrom().item(Pages.leadTo(Done.SHOWN.on(path(id)))));
    }

    @GET
    @Path("{credential_id}/revoke")
    public Uni<Response> beforeRevoking(@PathParam("client_id") ClientId id, @PathParam("credential_id") CredentialId credential) {
        return view.client(id).chain(client -> view.evidence(client.view()))
                .chain(evidence -> secrets.look(operator.tenant(), id, credential)
                        .chain(secret -> view.needed(id)
                                .map(needed -> Pages.show(ApplicationEnding.ofSecret(Frame.of(operator, Room.APPLICATIONS), path(id), secret.tag(), evidence, needed, secret.view())))));
    }

    @POST
    @Path("{credential_id}/revoke")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Response> revoke(@PathParam("client_id") ClientId id, @PathParam("credential_id") CredentialId credential, @FormParam("version") String version) {
        return revocation.revoke(operator.administrator(), operator.tenant(), id, credential, HiddenFields.version(version))
                .replaceWith(() -> Pages.leadTo(Done.REVOKED.on(path(id))));
    }

    private Uni<Response> refused(ClientId id, Problem problem) {
        return problem.status() == 404 ? Uni.createFrom().failure(problem)
                : view.detail(id, "", FieldErrors.of(problem)).map(page -> Pages.show(problem.status(), page));
    }

    private String path(ClientId id) {
        return ApplicationView.path(operator.tenant(), id);
    }
}
