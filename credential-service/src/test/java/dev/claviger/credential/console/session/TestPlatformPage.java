package dev.claviger.credential.console.session;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;

import org.eclipse.microprofile.openapi.annotations.Operation;

/** A page like those of the console that are for administrators of the platform alone. */
@Path("/console/{tenant}/test-platform-page")
@Produces("text/plain")
@ForPlatformAdministrators
public class TestPlatformPage {

    @GET
    @Operation(hidden = true)
    public String look() {
        return "seen";
    }

    @POST
    @Operation(hidden = true)
    public String change() {
        return "changed";
    }
}
