package dev.claviger.gateway.forward.upstream;

import dev.claviger.gateway.forward.connect.Connector;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import java.util.HashSet;
import java.util.Set;

/** Asks the upstreams of environments that have several, and requests at the moment, how they are. */
public final class HealthChecks {

    private static final int SUCCESSFUL = 2;

    private final Vertx vertx;
    private final Lanes lanes;
    private final Connector connector;
    private final UpstreamConfig.Health config;
    private final Set<Upstream> asked = new HashSet<>();

    /** @throws IllegalArgumentException when the path is none */
    public HealthChecks(Vertx vertx, Lanes lanes, Connector connector, UpstreamConfig.Health config) {
        if (config.path().filter(path -> !path.startsWith("/")).isPresent()) {
            throw new IllegalArgumentException("claviger.upstream.health.path: a path expected, beginning with /");
        }
        this.vertx = vertx;
        this.lanes = lanes;
        this.connector = connector;
        this.config = config;
    }

    /** Does nothing without a path. */
    public void start() {
        config.path().ifPresent(path -> vertx.setPeriodic(config.interval().toMillis(), tick -> lanes.forEach(lane -> ask(lane, path))));
    }

    private void ask(Lane lane, String path) {
        Upstream[] upstreams = lane.upstreams().all();
        if (upstreams.length > 1) {
            for (Upstream upstream : upstreams) {
                if (asked.add(upstream)) {
                    ask(upstream, path);
                }
            }
        }
    }

    /** Whoever has not answered when the next question is due has answered wrong; so has who sends elsewhere, where nobody goes. */
    private void ask(Upstream upstream, String path) {
        connector.requestAnew(upstream.origin(), HttpMethod.GET, path).compose(request -> status(upstream, request)).onComplete(status -> {
            asked.remove(upstream);
            upstream.checked(status.succeeded() && status.result() / 100 == SUCCESSFUL);
        });
    }

    private Future<Integer> status(Upstream upstream, HttpClientRequest request) {
        request.exceptionHandler(seenInTheFuture -> { });
        request.idleTimeout(config.interval().toMillis());
        request.putHeader("Host", upstream.origin().authority());
        return request.send().map(answer -> {
            // Whatever else it says, and for how long, nobody reads it.
            answer.exceptionHandler(seenComing -> { });
            request.reset();
            return answer.statusCode();
        });
    }
}
