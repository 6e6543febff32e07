package dev.claviger.credential.console.environment;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;

import dev.claviger.contract.EnvironmentName;
import dev.claviger.credential.application.Residents;
import dev.claviger.credential.console.page.Frame;
import dev.claviger.credential.console.page.Pages;
import dev.claviger.credential.console.page.Room;
import dev.claviger.credential.console.session.Operator;
import dev.claviger.credential.environment.EnvironmentView;
import dev.claviger.credential.environment.Environments;
import io.smallrye.mutiny.Uni;

/** One environment. */
@Path("/console/{tenant}/environments/named/{environment}")
public class EnvironmentLookResource {

    private final Environments environments;
    private final Residents residents;
    private final Operator operator;

    EnvironmentLookResource(Environments environments, Residents residents, Operator operator) {
        this.environments = environments;
        this.residents = residents;
        this.operator = operator;
    }

    @GET
    public Uni<Response> look(@PathParam("environment") EnvironmentName name, @QueryParam("done") String done) {
        return environments.look(operator.tenant(), name)
                .chain(environment -> residents.count(operator.tenant(), name).map(applications -> Pages.show(detail(environment.view(), applications, Done.said(done)))));
    }

    private EnvironmentPages.Detail detail(EnvironmentView environment, long applications, String said) {
        return new EnvironmentPages.Detail(Frame.of(operator, Room.ENVIRONMENTS), environment.name(), said, EnvironmentAddress.of(operator.tenant(), environment.name()),
                operator.administrator().isAdmin(), environment, ToldLimit.of(environment), applications);
    }
}
