package dev.claviger.token.address;

import dev.claviger.contract.Networks;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/** Decides on addresses that an application's owner, or a tenant's administrator, leads this service to: none that means this machine, this network or nobody at all. */
public final class PublicAddresses {

    private static final Networks REFUSED = Networks.of(List.of(
            // RFC 6890 §2.2.2: this host, private use, shared, loopback, link-local, assignments, tests, benchmarks, multicast, reserved.
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
            "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            // RFC 6890 §2.2.3, and unique local addresses (RFC 4193).
            "::/128", "::1/128", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8", "2001:db8::/32", "64:ff9b:1::/48",
            // Agents and metadata of clouds at addresses that look like any other: Azure, Alibaba.
            "168.63.129.16", "100.100.100.200"));
    /** Their last four bytes are an IPv4 address that packets may end at: IPv4-compatible (RFC 4291 §2.5.5.1) and NAT64 (RFC 6052 §2.1). */
    private static final Networks EMBEDDING_LAST = Networks.of(List.of("::/96", "64:ff9b::/96"));
    /** Here it is bytes two to six (RFC 3056 §2). */
    private static final Networks SIX_TO_FOUR = Networks.of(List.of("2002::/16"));

    private final Networks allowed;

    /** @param allowed exempt from what is refused */
    public PublicAddresses(Networks allowed) {
        this.allowed = allowed;
    }

    /** Whether anything may be sent there. In the clear it goes only where the operator says so. */
    public boolean permit(InetAddress address, boolean isEncrypted) {
        byte[] bytes = address.getAddress();
        return allowed.contain(bytes) || isEncrypted && !isSpecial(bytes);
    }

    private static boolean isSpecial(byte[] address) {
        if (REFUSED.contain(address)) {
            return true;
        }
        if (EMBEDDING_LAST.contain(address)) {
            return REFUSED.contain(Arrays.copyOfRange(address, 12, 16));
        }
        return SIX_TO_FOUR.contain(address) && REFUSED.contain(Arrays.copyOfRange(address, 2, 6));
    }
}
