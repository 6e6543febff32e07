package dev.claviger.credential.account.provider;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.openapi.annotations.Operation;

import dev.claviger.contract.Fields;
import dev.claviger.contract.TenantId;
import dev.claviger.contract.person.IdentityProvider;
import dev.claviger.credential.edge.InternalBody;
import dev.claviger.credential.edge.JsonInput;
import io.smallrye.mutiny.Uni;

/** Where token-service asks where a tenant's people sign in; with {@code secret}, to sign somebody in there. */
@Path("/internal/identity-providers")
public class ProviderQuestionResource {

    private final IdentityProviders providers;

    ProviderQuestionResource(IdentityProviders providers) {
        this.providers = providers;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(hidden = true)
    public Uni<Response> find(JsonInput body) {
        Question question = InternalBody.read(body, Question::of);
        return providers.find(question.tenant, question.secret)
                .map(found -> Response.ok(Fields.ordered("provider", found.map(IdentityProvider::toFields))).header("Cache-Control", "no-store").build());
    }

    private record Question(TenantId tenant, boolean secret) {

        static Question of(Fields fields) {
            return new Question(new TenantId(fields.text("tenant")), fields.has("secret") && fields.flag("secret"));
        }
    }
}
