package dev.claviger.gateway.usage.told;

import dev.claviger.gateway.forward.upstream.Trouble;
import dev.claviger.gateway.forward.upstream.Troubles;
import dev.claviger.gateway.route.source.CompiledRoutes;
import dev.claviger.gateway.route.source.LiveRoutes;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** This gateway as it tells of itself, bounded whatever becomes of upstreams and routes. For one thread. */
public final class Self {

    private static final int MOST_UPSTREAMS = 200;

    private final LiveRoutes routes;
    private final Troubles troubles;
    private final Clock clock;
    private CompiledRoutes told;
    private ToldTable table;

    public Self(LiveRoutes routes, Troubles troubles, Clock clock) {
        this.routes = routes;
        this.troubles = troubles;
        this.clock = clock;
    }

    /** The digest of the table in force, if there is one, and upstreams that are not well: those longest so first, and how many more there are. */
    public Future<JsonObject> toJson() {
        return troubles.now().map(now -> {
            JsonObject json = new JsonObject().put("upstreams", upstreams(now));
            table().ifPresent(known -> json.put("routes", known.digest()));
            return json;
        });
    }

    /** The same with the table itself, for who has asked for it by this digest; empty when another is in force by now. */
    public Optional<JsonObject> withTable(String digest) {
        return table().filter(known -> known.digest().equals(digest)).map(known -> new JsonObject().put("routes", known.digest()).put("table", known.text()));
    }

    private Optional<ToldTable> table() {
        CompiledRoutes live = routes.live().orElse(null);
        if (live != told) {
            told = live;
            table = live == null ? null : ToldTable.of(live.rules());
        }
        return Optional.ofNullable(table);
    }

    private JsonObject upstreams(Map<Troubles.Place, Trouble> now) {
        List<Map.Entry<Troubles.Place, Trouble>> longest = now.entrySet().stream()
                .sorted(Comparator.comparingLong((Map.Entry<Troubles.Place, Trouble> entry) -> entry.getValue().nanos()).reversed()).limit(MOST_UPSTREAMS).toList();
        JsonArray unwell = new JsonArray();
        longest.forEach(entry -> unwell.add(upstream(entry.getKey(), entry.getValue())));
        return new JsonObject().put("unwell", unwell).put("more", now.size() - longest.size());
    }

    private JsonObject upstream(Troubles.Place place, Trouble trouble) {
        JsonObject json = new JsonObject().put("tenant", place.environment().tenant().value()).put("environment", place.environment().environment().value())
                .put("origin", place.origin().text()).put("state", trouble.kind().label()).put("since", clock.instant().minus(Duration.ofNanos(trouble.nanos())).getEpochSecond());
        trouble.reason().ifPresent(reason -> json.put("reason", reason.label()));
        return json;
    }
}
