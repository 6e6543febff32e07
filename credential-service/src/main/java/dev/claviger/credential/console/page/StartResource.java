package dev.claviger.credential.console.page;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

import dev.claviger.credential.console.session.Operator;
import dev.claviger.credential.problem.Problem;

/** The start, and what is nowhere. */
@Path("/console")
public class StartResource {

    private final Operator operator;

    StartResource(Operator operator) {
        this.operator = operator;
    }

    @GET
    public Response start() {
        return Pages.leadTo(Room.APPLICATIONS.path(operator.tenant()));
    }

    @GET
    @Path("{tenant}")
    public Response ofTenant() {
        return Pages.leadTo(Room.APPLICATIONS.path(operator.tenant()));
    }

    @GET
    @Path("{tenant}/{nothing: .+}")
    public Response nothing() {
        throw Problem.notFound("page");
    }
}
