package dev.claviger.gateway.forward.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claviger.gateway.lifetime.Ending;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TunnelTest {

    /** One side's socket, as far as a tunnel uses it before anything is closed. */
    private static final class Side implements InvocationHandler {

        private final NetSocket socket = (NetSocket) Proxy.newProxyInstance(Side.class.getClassLoader(), new Class<?>[] {NetSocket.class}, this);
        private final Buffer written = Buffer.buffer();
        private Handler<Buffer> reader;
        private Handler<Void> onDrain;
        private boolean full;
        private boolean paused;

        @Override
        @SuppressWarnings("unchecked")
        public Object invoke(Object proxy, Method method, Object[] arguments) {
            switch (method.getName()) {
                case "handler" -> reader = (Handler<Buffer>) arguments[0];
                case "drainHandler" -> onDrain = (Handler<Void>) arguments[0];
                case "pause", "resume" -> paused = method.getName().equals("pause");
                case "write" -> written.appendBuffer((Buffer) arguments[0]);
                case "writeQueueFull" -> {
                    return full;
                }
                default -> { }
            }
            return method.getReturnType().isInstance(proxy) ? proxy : null;
        }

        void sends(int bytes) {
            assertThat(paused).isFalse();
            reader.handle(Buffer.buffer(new byte[bytes]));
        }

        void takesAll() {
            full = false;
            onDrain.handle(null);
        }
    }

    /** RFC 6455 §5.2: the head of a binary frame of 60,000 bytes. */
    private static final Buffer HEAD = Buffer.buffer(new byte[] {(byte) 0x82, 126}).appendUnsignedShort(60_000);
    private static final Vertx NO_TIMERS = (Vertx) Proxy.newProxyInstance(TunnelTest.class.getClassLoader(), new Class<?>[] {Vertx.class}, (proxy, method, arguments) -> 0L);
    private final Side caller = new Side();
    private final Side upstream = new Side();
    private final Tunnel tunnel = new Tunnel(NO_TIMERS, caller.socket, upstream.socket, null, Promise.promise());

    @Test
    void passes_on_no_faster_than_the_caller_takes() {
        tunnel.start();
        caller.full = true;
        upstream.sends(100);
        assertThat(upstream.paused).isTrue();
        caller.takesAll();
        assertThat(upstream.paused).isFalse();
    }

    @Test
    @DisplayName("What is left of a frame when its token has ended goes no faster either, however long the frame is")
    void heeds_a_slow_caller_between_the_end_and_the_farewell() {
        tunnel.start();
        upstream.reader.handle(HEAD);
        tunnel.end(Ending.TOKEN_REVOKED);
        caller.full = true;
        upstream.sends(20_000);
        assertThat(upstream.paused).isTrue();
        caller.takesAll();
        upstream.sends(20_000);
        assertThat(upstream.paused).isFalse();
        assertThat(caller.written.length()).isEqualTo(4 + 40_000);
    }
}
