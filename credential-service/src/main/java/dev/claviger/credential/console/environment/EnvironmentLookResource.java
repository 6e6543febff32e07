package dev.claviger.credential.console.environment;

import java.util.Comparator;
import java.util.List;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;

import dev.claviger.contract.EnvironmentName;
import dev.claviger.credential.application.Residents;
import dev.claviger.credential.console.environment.upstream.Reach;
import dev.claviger.credential.console.page.Frame;
import dev.claviger.credential.console.page.Pages;
import dev.claviger.credential.console.page.Room;
import dev.claviger.credential.console.session.Operator;
import dev.claviger.credential.environment.EnvironmentView;
import dev.claviger.credential.environment.Environments;
import dev.claviger.credential.usage.gateway.GatewayReports;
import dev.claviger.credential.usage.gateway.GatewayState;
import io.smallrye.mutiny.Uni;

/** One environment. */
@Path("/console/{tenant}/environments/named/{environment}")
public class EnvironmentLookResource {

    private final Environments environments;
    private final Residents residents;
    private final GatewayReports gateways;
    private final Operator operator;

    EnvironmentLookResource(Environments environments, Residents residents, GatewayReports gateways, Operator operator) {
        this.environments = environments;
        this.residents = residents;
        this.gateways = gateways;
        this.operator = operator;
    }

    @GET
    public Uni<Response> look(@PathParam("environment") EnvironmentName name, @QueryParam("done") String done) {
        return environments.look(operator.tenant(), name)
                .chain(environment -> residents.count(operator.tenant(), name).chain(applications -> gateways.of(operator.tenant(), name)
                        .map(told -> Pages.show(detail(environment.view(), applications, told, Done.said(done))))));
    }

    /** Since the gateways' names are the platform's, a tenant is told their number. */
    private EnvironmentPages.Detail detail(EnvironmentView environment, long applications, List<GatewayState> gateways, String said) {
        return new EnvironmentPages.Detail(Frame.of(operator, Room.ENVIRONMENTS), environment.name(), said, EnvironmentAddress.of(operator.tenant(), environment.name()),
                operator.administrator().isAdmin(), environment, ToldLimit.of(environment), applications, Reach.of(environment, gateways),
                gateways.stream().flatMap(gateway -> gateway.toldAt().stream()).max(Comparator.naturalOrder()));
    }
}
