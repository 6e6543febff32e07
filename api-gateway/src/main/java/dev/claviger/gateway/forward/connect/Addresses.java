package dev.claviger.gateway.forward.connect;

import dev.claviger.gateway.follow.Origin;
import io.vertx.core.Future;
import io.vertx.core.net.SocketAddress;

/** Where origins are connected to. */
public interface Addresses {

    /** @param socket where to, or null for where the origin's name leads
     *  @param isOnly whether there is no other to turn to */
    record Address(SocketAddress socket, boolean isOnly) {
    }

    /** The address to use now; fails where the gateway may not go, or nobody knows the name. */
    Future<Address> of(Origin origin);

    /** Another one, since this takes no connection; it is passed over for a while. Fails when there is none. */
    Future<Address> insteadOf(Origin origin, Address unreachable);

    /** Wherever origins' names lead, unjudged. */
    static Addresses asNamed() {
        return new Addresses() {

            private static final Address NAMED = new Address(null, true);

            @Override
            public Future<Address> of(Origin origin) {
                return Future.succeededFuture(NAMED);
            }

            @Override
            public Future<Address> insteadOf(Origin origin, Address unreachable) {
                return Future.failedFuture("There is no other");
            }
        };
    }
}
