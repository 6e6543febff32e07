package dev.claviger.credential.console.application.secret;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import dev.claviger.contract.ClientId;
import dev.claviger.contract.ClientSecret;
import dev.claviger.credential.application.Client;
import dev.claviger.credential.application.Clients;
import dev.claviger.credential.console.session.Operator;
import dev.claviger.credential.download.CredentialFormat;
import dev.claviger.credential.download.Downloads;
import dev.claviger.credential.download.IssuedSecret;
import dev.claviger.credential.problem.Problem;
import dev.claviger.credential.secret.Credentials;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;

/**
 * A secret as a file, from the page that shows it. The page sends it along, in the body, because nobody else has it; what is no secret of
 * the application is put into no file.
 */
@Path("/console/{tenant}/applications/{client_id}/file")
public class SecretFileResource {

    private final Clients clients;
    private final Credentials credentials;
    private final Downloads downloads;
    private final Operator operator;

    SecretFileResource(Clients clients, Credentials credentials, Downloads downloads, Operator operator) {
        this.clients = clients;
        this.credentials = credentials;
        this.downloads = downloads;
        this.operator = operator;
    }

    @POST
    @WithSession
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Response> write(@PathParam("client_id") ClientId id, @FormParam("secret") String text, @FormParam("format") String format) {
        CredentialFormat asked = CredentialFormat.asked(format).orElseThrow(() -> Problem.invalid("format", "is missing"));
        ClientSecret secret = ClientSecret.parse(text == null ? "" : text).orElseThrow(SecretFileResource::noSecret);
        return clients.require(operator.tenant(), id)
                .chain(client -> credentials.require(id, secret.credential()).invoke(credential -> {
                    if (!credentials.matches(credential, secret)) {
                        throw noSecret();
                    }
                }).chain(() -> downloads.file(asked, issued(client, secret))));
    }

    private static IssuedSecret issued(Client client, ClientSecret secret) {
        return new IssuedSecret(client.tenant(), client.environment(), client.id(), client.name(), secret.reveal());
    }

    private static Problem noSecret() {
        return Problem.invalid("secret", "is no secret of this application");
    }
}
