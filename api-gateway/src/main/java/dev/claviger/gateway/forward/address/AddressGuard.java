package dev.claviger.gateway.forward.address;

import dev.claviger.contract.Networks;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/**
 * Decides on addresses. Private networks are where upstreams live and are no matter; refused are those that mean this machine, this link or nobody
 * at all, and where clouds tell their machines' credentials.
 */
public final class AddressGuard {

    private static final Networks REFUSED = Networks.of(List.of(
            // This host, loopback, link-local, multicast, reserved and broadcast (RFC 6890 §2.2.2).
            "0.0.0.0/8", "127.0.0.0/8", "169.254.0.0/16", "192.0.0.0/24", "224.0.0.0/4", "240.0.0.0/4",
            "::/128", "::1/128", "fe80::/10", "fec0::/10", "ff00::/8",
            // NAT64 within one network (RFC 8215): where the IPv4 address stands is its operator's choice (RFC 6052 §2.2), so nobody else can read it.
            "64:ff9b:1::/48",
            // Metadata and agents of clouds at addresses that look like any other: Azure, Alibaba, Amazon.
            "168.63.129.16", "100.100.100.200", "fd00:ec2::/32"));
    /** Their last four bytes are an IPv4 address that packets may end at: IPv4-compatible (RFC 4291 §2.5.5.1) and NAT64 (RFC 6052 §2.1). */
    private static final Networks EMBEDDING_LAST = Networks.of(List.of("::/96", "64:ff9b::/96"));
    /** Here it is bytes two to six (RFC 3056 §2). */
    private static final Networks SIX_TO_FOUR = Networks.of(List.of("2002::/16"));

    private final Networks allowed;
    private final OwnListeners own;

    /** @param allowed exempt from what is refused, the gateway's own listeners excepted */
    public AddressGuard(Networks allowed, OwnListeners own) {
        this.allowed = allowed;
        this.own = own;
    }

    boolean refuses(InetAddress address, int port) {
        byte[] bytes = address.getAddress();
        return own.include(address, port) || isRefused(bytes) && !allowed.contain(bytes);
    }

    private static boolean isRefused(byte[] address) {
        if (REFUSED.contain(address)) {
            return true;
        }
        if (EMBEDDING_LAST.contain(address)) {
            return REFUSED.contain(Arrays.copyOfRange(address, 12, 16));
        }
        return SIX_TO_FOUR.contain(address) && REFUSED.contain(Arrays.copyOfRange(address, 2, 6));
    }
}
