package dev.claviger.credential.console.activity;

import java.time.Clock;
import java.time.Instant;
import java.util.List;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;

import dev.claviger.credential.console.page.Frame;
import dev.claviger.credential.console.page.Pages;
import dev.claviger.credential.console.page.Room;
import dev.claviger.credential.console.session.Operator;
import dev.claviger.credential.usage.trend.OutcomeSum;
import dev.claviger.credential.usage.trend.Trends;
import io.smallrye.mutiny.Uni;

/** What happened to a tenant's requests, and why some were refused. */
@Path("/console/{tenant}/activity")
public class OverviewResource {

    private static final int MOST_CLIENTS = 10;

    private final Trends trends;
    private final Operator operator;
    private final Clock clock;

    OverviewResource(Trends trends, Operator operator, Clock clock) {
        this.trends = trends;
        this.operator = operator;
        this.clock = clock;
    }

    @GET
    public Uni<Response> look(@QueryParam("period") String asked) {
        ChartPeriod period = ChartPeriod.asked(asked);
        Instant now = clock.instant();
        return Uni.combine().all().unis(sums(period, now), refusals(period, now, false), most(period, now)).asTuple()
                .map(found -> Pages.show(page(period, Charts.of(period, now, found.getItem1()), found.getItem2(), found.getItem3())));
    }

    /** Opened by itself it is the page it is a part of. */
    @GET
    @Path("refusals")
    public Uni<Response> renew(@QueryParam("period") String asked, @HeaderParam("HX-Request") String script) {
        ChartPeriod period = ChartPeriod.asked(asked);
        return script == null ? Uni.createFrom().item(Pages.leadTo(path() + "?period=" + period.parameter()))
                : refusals(period, clock.instant(), true).map(refusals -> Pages.show(new ActivityPages.Live(refusals)));
    }

    private Uni<List<OutcomeSum>> sums(ChartPeriod period, Instant now) {
        String tenant = operator.tenant().value();
        return period.isByDay() ? trends.days(tenant, period.period(now)) : trends.hours(tenant, period.period(now));
    }

    private Uni<Refusals> refusals(ChartPeriod period, Instant now, boolean isLive) {
        boolean isOperator = operator.mayChooseTenant();
        return trends.reasons(operator.tenant().value(), period.period(now)).map(found -> Refusals.of(now, isLive, Refusals.Reason.of(found, isOperator, now)));
    }

    private Uni<Refusals.Most> most(ChartPeriod period, Instant now) {
        String applications = Room.APPLICATIONS.path(operator.tenant());
        return trends.refusedClients(operator.tenant().value(), period.days(now), MOST_CLIENTS).map(found -> Refusals.Most.of(found, applications, period.days(now).from()));
    }

    private ActivityPages.Overview page(ChartPeriod period, Charts charts, Refusals refusals, Refusals.Most most) {
        return new ActivityPages.Overview(Frame.of(operator, Room.ACTIVITY), "Activity", Tab.ofRoom(operator, ""), Tab.ofPeriods(path(), period), path() + "/refusals?period=" + period.parameter(),
                period.isByDay(), charts.drawings(), charts.rows(), refusals, most);
    }

    private String path() {
        return Room.ACTIVITY.path(operator.tenant());
    }
}
