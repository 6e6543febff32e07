package dev.claviger.credential.console.activity;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

import dev.claviger.credential.console.page.Frame;
import dev.claviger.credential.console.page.Pages;
import dev.claviger.credential.console.page.Room;
import dev.claviger.credential.console.session.ForPlatformAdministrators;
import dev.claviger.credential.console.session.Operator;
import dev.claviger.credential.usage.follower.FollowerHealth;
import dev.claviger.credential.usage.follower.FollowerState;
import dev.claviger.credential.usage.follower.Followers;
import dev.claviger.credential.usage.trend.ReasonSum;
import dev.claviger.credential.usage.trend.Trends;
import io.smallrye.mutiny.Uni;

/** Whether every gateway and token-service keeps up, and what was nobody's: for operators of the platform, and to others not there. */
@ForPlatformAdministrators
@Path("/console/{tenant}/activity/replicas")
public class ReplicasResource {

    private static final int SHOWN = 100;
    /** Facts of no tenant. */
    private static final String NOBODY = "";

    private final Followers followers;
    private final Trends trends;
    private final Operator operator;
    private final Clock clock;

    ReplicasResource(Followers followers, Trends trends, Operator operator, Clock clock) {
        this.followers = followers;
        this.trends = trends;
        this.operator = operator;
        this.clock = clock;
    }

    @GET
    public Uni<Response> look() {
        Instant now = clock.instant();
        return Uni.combine().all().unis(followers.list(), trends.reasons(NOBODY, ChartPeriod.DAY.period(now))).asTuple().map(found -> Pages.show(page(found.getItem1(), found.getItem2(), now)));
    }

    private ActivityPages.Replicas page(List<FollowerState> found, List<ReasonSum> strays, Instant now) {
        List<FollowerState> worstFirst = found.stream().sorted(Comparator.comparing((FollowerState state) -> FollowerHealth.of(state, now)).thenComparing(FollowerState::role).thenComparing(FollowerState::replica)).toList();
        return new ActivityPages.Replicas(Frame.of(operator, Room.ACTIVITY), "Replicas", Tab.ofRoom(operator, "replicas"), worstFirst.stream().limit(SHOWN).map(state -> ReplicaLine.of(state, now)).toList(),
                Math.max(0, found.size() - SHOWN), found.stream().allMatch(state -> FollowerHealth.of(state, now) == FollowerHealth.WELL), Refusals.Reason.of(strays, true, now));
    }
}
