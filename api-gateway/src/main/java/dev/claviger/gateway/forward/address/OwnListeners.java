package dev.claviger.gateway.forward.address;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;

/**
 * Where this gateway itself listens: data and management port on every address of the machine. Whoever goes there goes in circles, or behind the
 * operators' door.
 */
public final class OwnListeners {

    private final Set<InetAddress> addresses;
    private final IntPredicate ports;

    /** @param ports asked each time: the data port may be any free one */
    public OwnListeners(IntPredicate ports) {
        this.addresses = addressesHere();
        this.ports = ports;
    }

    boolean include(InetAddress address, int port) {
        return ports.test(port) && (address.isLoopbackAddress() || address.isAnyLocalAddress() || addresses.contains(address));
    }

    private static Set<InetAddress> addressesHere() {
        try {
            return NetworkInterface.networkInterfaces().flatMap(NetworkInterface::inetAddresses).collect(Collectors.toUnmodifiableSet());
        } catch (SocketException unreadable) {
            throw new IllegalStateException("the addresses of this machine cannot be read", unreadable);
        }
    }
}
