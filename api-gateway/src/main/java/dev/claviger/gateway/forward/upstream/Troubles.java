package dev.claviger.gateway.forward.upstream;

import dev.claviger.gateway.follow.EnvironmentKey;
import dev.claviger.gateway.follow.Origin;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Which upstreams are not well, put together from all event loops. Those of environments without requests are not known to any. */
public final class Troubles {

    private final List<Watched> loops = new CopyOnWriteArrayList<>();

    private record Watched(Context loop, Lanes lanes) {
    }

    /** An upstream of an environment. */
    public record Place(EnvironmentKey environment, Origin origin) {
    }

    /** To be called on the event loop, once. */
    public void watch(Vertx loop, Lanes lanes) {
        loops.add(new Watched(loop.getOrCreateContext(), lanes));
    }

    /** Empty when all are well, as far as is known. */
    public Future<Map<Place, Trouble>> now() {
        return Future.all(loops.stream().map(Troubles::of).toList()).map(all -> {
            Map<Place, Trouble> troubles = new HashMap<>();
            all.<Map<Place, Trouble>>list().forEach(of -> of.forEach((place, trouble) -> troubles.merge(place, trouble, Trouble::and)));
            return troubles;
        });
    }

    private static Future<Map<Place, Trouble>> of(Watched watched) {
        Promise<Map<Place, Trouble>> told = Promise.promise();
        watched.loop().runOnContext(here -> told.complete(watched.lanes().troubles(System.nanoTime())));
        return told.future();
    }
}
