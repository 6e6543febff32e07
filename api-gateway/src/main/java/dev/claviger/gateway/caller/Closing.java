package dev.claviger.gateway.caller;

import io.vertx.core.net.impl.ConnectionBase;
import java.util.concurrent.TimeUnit;

/** The end of a connection whose other side may have stopped reading. */
public final class Closing {

    private static final long LINGER_MILLIS = 1000;

    private Closing() {
    }

    /** What was written is sent first, in a second at most. Vert.x alone would wait for that without an end. */
    public static void of(Object connection) {
        if (connection instanceof ConnectionBase known) {
            known.close();
            if (known.channel().isActive()) {
                known.channel().eventLoop().schedule(() -> known.channel().close(), LINGER_MILLIS, TimeUnit.MILLISECONDS);
            }
        }
    }
}
