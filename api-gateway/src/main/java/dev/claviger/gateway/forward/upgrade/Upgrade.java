package dev.claviger.gateway.forward.upgrade;

import dev.claviger.gateway.authorize.Permit;
import dev.claviger.gateway.caller.Closing;
import dev.claviger.gateway.forward.header.AnswerHeaders;
import dev.claviger.gateway.lifetime.OpenStream;
import dev.claviger.gateway.lifetime.OpenStreams;
import dev.claviger.gateway.port.HeldBytes;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.impl.ConnectionBase;

/** Switches both connections over to a WebSocket once the upstream has agreed (RFC 6455 §4.2.2). */
public final class Upgrade {

    private final Vertx vertx;
    private final OpenStreams open;
    private final AnswerHeaders headers;

    public Upgrade(Vertx vertx, OpenStreams open, AnswerHeaders headers) {
        this.vertx = vertx;
        this.open = open;
        this.headers = headers;
    }

    /**
     * @param answer 101, in the very moment it arrives: frames may come with it
     * @param over   completed when the WebSocket has ended
     * @throws IllegalArgumentException when the upstream has agreed to something else
     */
    public void accept(Permit permit, HttpServerRequest inbound, HttpClientResponse answer, Promise<Void> over) {
        if (!WebSocketRequest.PROTOCOL.equalsIgnoreCase(answer.getHeader("Upgrade"))) {
            throw new IllegalArgumentException("another protocol than was asked for");
        }
        headers.writeSwitch(answer, inbound.response().headers());
        WebSocketRequest.write(inbound.response().headers());
        NetSocket upstream = answer.netSocket();
        ConnectionBase below = (ConnectionBase) answer.request().connection();
        upstream.pause();
        Buffer early = HeldBytes.take(inbound);
        inbound.toNetSocket().onSuccess(caller -> {
            caller.pause();
            upstream.write(early);
            begin(permit, new Tunnel(vertx, caller, upstream, below, over), over);
        }).onFailure(gone -> {
            Closing.of(below);
            over.tryComplete();
        });
    }

    private void begin(Permit permit, Tunnel tunnel, Promise<Void> over) {
        OpenStream stream = open.begin(permit, tunnel::end);
        over.future().onComplete(ended -> stream.close());
        tunnel.start();
    }
}
