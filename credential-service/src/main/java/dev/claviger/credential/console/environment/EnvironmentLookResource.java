package dev.claviger.credential.console.environment;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;

import dev.claviger.contract.EnvironmentName;
import dev.claviger.credential.application.Residents;
import dev.claviger.credential.console.environment.upstream.Reach;
import dev.claviger.credential.console.environment.upstream.Traffic;
import dev.claviger.credential.console.page.Frame;
import dev.claviger.credential.console.page.Pages;
import dev.claviger.credential.console.page.Room;
import dev.claviger.credential.console.session.Operator;
import dev.claviger.credential.environment.EnvironmentView;
import dev.claviger.credential.environment.Environments;
import dev.claviger.credential.usage.fact.Period;
import dev.claviger.credential.usage.fact.UsageFacts;
import dev.claviger.credential.usage.gateway.GatewayReports;
import dev.claviger.credential.usage.gateway.GatewayState;
import io.smallrye.mutiny.Uni;

/** One environment. */
@Path("/console/{tenant}/environments/named/{environment}")
public class EnvironmentLookResource {

    private final Environments environments;
    private final Residents residents;
    private final GatewayReports gateways;
    private final UsageFacts facts;
    private final Operator operator;
    private final Clock clock;

    EnvironmentLookResource(Environments environments, Residents residents, GatewayReports gateways, UsageFacts facts, Operator operator, Clock clock) {
        this.environments = environments;
        this.residents = residents;
        this.gateways = gateways;
        this.facts = facts;
        this.operator = operator;
        this.clock = clock;
    }

    @GET
    public Uni<Response> look(@PathParam("environment") EnvironmentName name, @QueryParam("done") String done) {
        return environments.look(operator.tenant(), name)
                .chain(environment -> residents.count(operator.tenant(), name).chain(applications -> gateways.of(operator.tenant(), name)
                        .chain(told -> traffic(name).map(lately -> Pages.show(detail(environment.view(), applications, told, lately, Done.said(done)))))));
    }

    /** Of this hour and the one before; gateways' clocks may be some minutes ahead. */
    private Uni<Traffic> traffic(EnvironmentName name) {
        Instant hour = clock.instant().truncatedTo(ChronoUnit.HOURS);
        return facts.hours(operator.tenant(), Optional.of(name), new Period(hour.minus(1, ChronoUnit.HOURS), hour.plus(2, ChronoUnit.HOURS))).map(Traffic::of);
    }

    /** Since the gateways' names are the platform's, a tenant is told their number. */
    private EnvironmentPages.Detail detail(EnvironmentView environment, long applications, List<GatewayState> gateways, Traffic lately, String said) {
        return new EnvironmentPages.Detail(Frame.of(operator, Room.ENVIRONMENTS), environment.name(), said, EnvironmentAddress.of(operator.tenant(), environment.name()),
                operator.administrator().isAdmin(), environment, ToldLimit.of(environment), applications, Reach.of(environment, gateways, lately),
                gateways.stream().flatMap(gateway -> gateway.toldAt().stream()).max(Comparator.naturalOrder()));
    }
}
