package dev.claviger.credential.console.session;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;

/** A page like those of the console: says who asked for it, and takes a form. */
@Path("/console/{tenant}/test-page")
@Produces("text/plain")
public class TestConsolePage {

    private final Operator operator;

    TestConsolePage(Operator operator) {
        this.operator = operator;
    }

    @GET
    @Operation(hidden = true)
    public String look(@PathParam("tenant") String tenant) {
        return operator.person().role() + " at " + operator.tenantName() + " as " + operator.administrator().actor().name();
    }

    @POST
    @Operation(hidden = true)
    public String change(@RestForm String word) {
        return operator.tenant() + " took " + word;
    }
}
