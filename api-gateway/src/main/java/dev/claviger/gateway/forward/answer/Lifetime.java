package dev.claviger.gateway.forward.answer;

import dev.claviger.gateway.authorize.Permit;
import dev.claviger.gateway.forward.upgrade.Upgrade;
import dev.claviger.gateway.lifetime.Ending;
import dev.claviger.gateway.lifetime.OpenStream;
import dev.claviger.gateway.lifetime.OpenStreams;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Consumer;

/** What an answer to one permit needs when it goes on without end. */
public record Lifetime(Permit permit, OpenStreams open, Upgrade upgrade) {

    OpenStream begin(Consumer<Ending> onEnding) {
        return open.begin(permit, onEnding);
    }

    public void upgrade(HttpServerRequest inbound, HttpClientResponse answer, Promise<Void> over) {
        upgrade.accept(permit, inbound, answer, over);
    }
}
