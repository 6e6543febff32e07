package dev.claviger.gateway.forward.address;

import dev.claviger.gateway.follow.Origin;
import dev.claviger.gateway.forward.connect.Addresses;
import dev.claviger.gateway.refuse.Refusal;
import dev.claviger.gateway.refuse.Refused;
import io.netty.util.NetUtil;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * From an upstream's name to the address it is connected to: resolved here, judged, and then connected to as an address, so that no second look-up
 * can answer otherwise (DNS rebinding). Of several addresses it is the first that may be gone to and lately took connections. Belongs to one event
 * loop, whose resolver caches for as long as the DNS allows; what was judged good goes unasked for a second, so that a busy upstream costs nothing.
 */
public final class UpstreamAddresses implements Addresses {

    private static final Logger LOG = Logger.getLogger(UpstreamAddresses.class);
    private static final int MOST_TOLD = 1_000;
    private static final int MOST_KNOWN = 20_000;
    private static final int MOST_UNREACHABLE = 1_000;
    private static final long FRESH_NANOS = 1_000_000_000L;
    private static final long PASSED_OVER_NANOS = 10_000_000_000L;

    private final VertxInternal vertx;
    private final AddressGuard guard;
    private final Map<Origin, Known> known = new HashMap<>();
    private final Set<Told> told = new HashSet<>();
    private final Map<SocketAddress, Long> unreachable = new HashMap<>();

    private record Known(Future<Address> address, long since) {
    }

    /** What was logged; once is enough, for how many requests there are is for callers to choose. */
    private record Told(Origin origin, InetAddress address) {
    }

    public UpstreamAddresses(Vertx vertx, AddressGuard guard) {
        this.vertx = (VertxInternal) vertx;
        this.guard = guard;
    }

    /** @return complete at once for an address or a name that is cached; fails with a {@link Refused} 502 where the gateway may not go */
    @Override
    public Future<Address> of(Origin origin) {
        Known recent = known.get(origin);
        return recent != null && System.nanoTime() - recent.since < FRESH_NANOS ? recent.address : lookedUp(origin);
    }

    @Override
    public Future<Address> insteadOf(Origin origin, Address tried) {
        if (unreachable.size() >= MOST_UNREACHABLE) {
            unreachable.clear();
        }
        unreachable.put(tried.socket(), System.nanoTime());
        return lookedUp(origin).compose(other -> isPassedOver(other.socket()) ? Future.failedFuture("There is no other") : Future.succeededFuture(other));
    }

    private Future<Address> lookedUp(Origin origin) {
        byte[] literal = NetUtil.createByteArrayFromIpAddressString(origin.host());
        return literal == null ? resolved(origin.host()).compose(all -> chosen(origin, all)) : chosen(origin, List.of(address(literal)));
    }

    private Future<List<InetAddress>> resolved(String name) {
        Promise<List<InetSocketAddress>> addresses = Promise.promise();
        vertx.addressResolver().resolveHostnameAll(name, addresses);
        return addresses.future().map(all -> all.stream().map(InetSocketAddress::getAddress).toList());
    }

    private static InetAddress address(byte[] literal) {
        try {
            return InetAddress.getByAddress(literal);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private Future<Address> chosen(Origin origin, List<InetAddress> all) {
        List<SocketAddress> fit = all.stream().filter(address -> isFit(origin, address)).map(address -> nameless(address, origin.port())).toList();
        if (fit.isEmpty()) {
            return Future.failedFuture(new Refused(Refusal.UPSTREAM_ADDRESS_REFUSED));
        }
        SocketAddress first = fit.stream().filter(address -> !isPassedOver(address)).findFirst().orElse(fit.get(0));
        Future<Address> good = Future.succeededFuture(new Address(first, fit.size() == 1));
        if (known.size() >= MOST_KNOWN) {
            known.clear();
        }
        known.put(origin, new Known(good, System.nanoTime()));
        return good;
    }

    private boolean isFit(Origin origin, InetAddress address) {
        boolean refused = guard.refuses(address, origin.port());
        if (refused && told.size() < MOST_TOLD && told.add(new Told(origin, address))) {
            LOG.warnf("The upstream %s leads to %s, where the gateway does not go; claviger.upstream.allowed-networks could say otherwise",
                    origin.authority(), address.getHostAddress());
        }
        return !refused;
    }

    private boolean isPassedOver(SocketAddress address) {
        Long since = unreachable.get(address);
        return since != null && System.nanoTime() - since < PASSED_OVER_NANOS;
    }

    /** Connections are pooled by what this is called: under its name an upstream that has moved would be looked for at its old address as long as it is busy. */
    private static SocketAddress nameless(InetAddress address, int port) {
        return SocketAddress.inetSocketAddress(port, NetUtil.toAddressString(address));
    }
}
