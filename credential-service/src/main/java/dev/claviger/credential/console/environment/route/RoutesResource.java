package dev.claviger.credential.console.environment.route;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;

import dev.claviger.credential.console.environment.Part;
import dev.claviger.credential.console.page.Frame;
import dev.claviger.credential.console.page.Pages;
import dev.claviger.credential.console.page.Room;
import dev.claviger.credential.console.session.ForPlatformAdministrators;
import dev.claviger.credential.console.session.Operator;
import dev.claviger.credential.usage.gateway.GatewayReports;
import dev.claviger.credential.usage.gateway.GatewayState;
import dev.claviger.credential.usage.gateway.RouteSpell;
import dev.claviger.credential.usage.gateway.RouteTables;
import dev.claviger.credential.usage.gateway.ToldRoute;
import io.smallrye.mutiny.Uni;

/** The routes gateways serve, as they told them: one installation's, whichever tenant is looked at. */
@Path("/console/{tenant}/environments/routes")
@ForPlatformAdministrators
public class RoutesResource {

    private static final int LINES = 100;
    private static final int LONGEST_SEARCH = 200;
    private static final int CHANGES = 10;

    private final GatewayReports gateways;
    private final RouteTables tables;
    private final Operator operator;

    RoutesResource(GatewayReports gateways, RouteTables tables, Operator operator) {
        this.gateways = gateways;
        this.tables = tables;
        this.operator = operator;
    }

    @GET
    public Uni<Response> routes(@QueryParam("search") String typed, @QueryParam("table") String table, @QueryParam("from") String from) {
        String search = Optional.ofNullable(typed).map(String::strip).filter(text -> text.length() <= LONGEST_SEARCH).orElse("");
        return gateways.all().chain(all -> {
            Optional<ServedTable> chosen = ServedTable.chosen(ServedTable.of(all), table == null ? "" : table);
            return chosen.map(shown -> tables.find(shown.digest())).orElseGet(() -> Uni.createFrom().item(Optional.empty()))
                    .map(found -> Pages.show(page(all, chosen.orElse(null), found, search, place(from))));
        });
    }

    @GET
    @Path("changes")
    public Uni<Response> changes() {
        return tables.latest(CHANGES + 1).map(spells -> Pages.show(new RoutePages.Changes(Frame.of(operator, Room.ENVIRONMENTS), "What changed in the routes",
                Part.all(operator.tenant(), Part.Of.ROUTES), path(), TableChange.of(spells, CHANGES), CHANGES)));
    }

    private RoutePages.Routes page(List<GatewayState> all, ServedTable shown, Optional<RouteSpell> found, String search, int from) {
        List<ToldRoute> routes = found.map(spell -> spell.table().routes()).orElse(List.of());
        List<ToldRoute> fitting = search.isEmpty() ? routes : routes.stream().filter(route -> RouteLine.fits(route, search)).toList();
        List<RouteLine> lines = fitting.stream().skip(from).limit(LINES).map(RouteLine::of).toList();
        int size = found.map(spell -> spell.table().size()).orElse(0);
        String address = path() + "?table=" + (shown == null ? "" : shown.digest()) + (search.isEmpty() ? "" : "&search=" + URLEncoder.encode(search, StandardCharsets.UTF_8));
        return new RoutePages.Routes(Frame.of(operator, Room.ENVIRONMENTS), "Routes", Part.all(operator.tenant(), Part.Of.ROUTES), path(), ServedTable.of(all), ServedTable.without(all), all.stream().filter(gateway -> !gateway.talks()).count(), shown,
                found.isPresent(), size, routes.size() < size, search, fitting.size(), lines, from > 0 ? address : "", from + LINES < fitting.size() ? address + "&from=" + (from + LINES) : "");
    }

    private static int place(String from) {
        return from != null && from.matches("[0-9]{1,6}") ? Integer.parseInt(from) : 0;
    }

    private String path() {
        return Room.ENVIRONMENTS.path(operator.tenant()) + "/routes";
    }
}
