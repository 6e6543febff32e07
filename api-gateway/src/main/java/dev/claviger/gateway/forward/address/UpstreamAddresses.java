package dev.claviger.gateway.forward.address;

import dev.claviger.gateway.follow.Origin;
import dev.claviger.gateway.refuse.Refusal;
import dev.claviger.gateway.refuse.Refused;
import io.netty.util.NetUtil;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * From an upstream's name to the address it is connected to: resolved here, judged, and then connected to as an address, so that no second look-up
 * can answer otherwise (DNS rebinding). Belongs to one event loop, whose resolver caches for as long as the DNS allows; what was judged good goes
 * unasked for a second, so that a busy upstream costs nothing.
 */
public final class UpstreamAddresses {

    private static final Logger LOG = Logger.getLogger(UpstreamAddresses.class);
    private static final int MOST_TOLD = 1_000;
    private static final int MOST_KNOWN = 20_000;
    private static final long FRESH_NANOS = 1_000_000_000L;

    private final VertxInternal vertx;
    private final AddressGuard guard;
    private final Map<Origin, Known> known = new HashMap<>();
    private final Set<Told> told = new HashSet<>();

    private record Known(Future<SocketAddress> address, long since) {
    }

    /** What was logged; once is enough, for how many requests there are is for callers to choose. */
    private record Told(Origin origin, InetAddress address) {
    }

    public UpstreamAddresses(Vertx vertx, AddressGuard guard) {
        this.vertx = (VertxInternal) vertx;
        this.guard = guard;
    }

    /** @return complete at once for an address or a name that is cached; fails with a {@link Refused} 502 where the gateway may not go */
    public Future<SocketAddress> of(Origin origin) {
        Known recent = known.get(origin);
        return recent != null && System.nanoTime() - recent.since < FRESH_NANOS ? recent.address : lookedUp(origin);
    }

    private Future<SocketAddress> lookedUp(Origin origin) {
        byte[] literal = NetUtil.createByteArrayFromIpAddressString(origin.host());
        return literal == null ? resolved(origin.host()).compose(address -> judged(origin, address)) : judged(origin, literal);
    }

    private Future<InetAddress> resolved(String name) {
        Promise<InetAddress> address = Promise.promise();
        vertx.resolveAddress(name, address);
        return address.future();
    }

    private Future<SocketAddress> judged(Origin origin, byte[] literal) {
        try {
            return judged(origin, InetAddress.getByAddress(literal));
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private Future<SocketAddress> judged(Origin origin, InetAddress address) {
        if (guard.refuses(address, origin.port())) {
            tell(origin, address);
            return Future.failedFuture(new Refused(Refusal.UPSTREAM_ADDRESS_REFUSED));
        }
        Future<SocketAddress> good = Future.succeededFuture(nameless(address, origin.port()));
        if (known.size() >= MOST_KNOWN) {
            known.clear();
        }
        known.put(origin, new Known(good, System.nanoTime()));
        return good;
    }

    /** Connections are pooled by what this is called: under its name an upstream that has moved would be looked for at its old address as long as it is busy. */
    private static SocketAddress nameless(InetAddress address, int port) {
        return SocketAddress.inetSocketAddress(port, NetUtil.toAddressString(address));
    }

    private void tell(Origin origin, InetAddress address) {
        if (told.size() < MOST_TOLD && told.add(new Told(origin, address))) {
            LOG.warnf("The upstream %s leads to %s, where the gateway does not go; claviger.upstream.allowed-networks could say otherwise",
                    origin.authority(), address.getHostAddress());
        }
    }
}
