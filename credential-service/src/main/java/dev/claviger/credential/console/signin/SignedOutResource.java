package dev.claviger.credential.console.signin;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.openapi.annotations.Operation;

import dev.claviger.credential.console.session.SignedOut;

/** Where the provider sends whoever has signed out. */
@SignedOut
@Path("/console/signed-out")
public class SignedOutResource {

    @GET
    @Operation(hidden = true)
    public Response tell() {
        return SignInPages.signedOut();
    }
}
