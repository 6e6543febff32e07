package dev.claviger.gateway.forward.answer;

import dev.claviger.gateway.authorize.Permit;
import dev.claviger.gateway.forward.upgrade.Upgrade;
import dev.claviger.gateway.lifetime.Ending;
import dev.claviger.gateway.lifetime.OpenStream;
import dev.claviger.gateway.lifetime.OpenStreams;
import dev.claviger.gateway.refuse.Refusal;
import dev.claviger.gateway.refuse.Refused;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * How long a permit holds: for a request that has to wait, and for an answer that goes on without end.
 *
 * @param anew decides the request once more
 */
public record Lifetime(Permit permit, Supplier<Future<Permit>> anew, OpenStreams open, Upgrade upgrade) {

    /**
     * After a wait: what was recorded meanwhile, a revocation above all, counts for the request that waited too.
     *
     * @return complete at once unless keys or a key's owner have to be asked for; fails with a {@link Refused} as well
     * @throws Refused by the first step that says no, and 421 when the host leads elsewhere now
     */
    public Future<Void> renewed() {
        return anew.get().map(now -> {
            if (!now.environment().key().equals(permit.environment().key()) || now.isForTokenEndpoint() != permit.isForTokenEndpoint()) {
                throw new Refused(Refusal.HOST_UNKNOWN);
            }
            return null;
        });
    }

    OpenStream begin(Consumer<Ending> onEnding) {
        return open.begin(permit, onEnding);
    }

    public void upgrade(HttpServerRequest inbound, HttpClientResponse answer, Promise<Void> over) {
        upgrade.accept(permit, inbound, answer, over);
    }
}
