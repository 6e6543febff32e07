package dev.claviger.contract;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Where a request really came from, when proxies stand between. Only what a trusted proxy says is believed: the list of
 * {@code Forwarded} (RFC 7239) or {@code X-Forwarded-For} is read from right to left, and the first address that is not a
 * trusted proxy's is the client's.
 */
public final class TrustedProxies {

    public static final TrustedProxies NONE = new TrustedProxies(Networks.NONE);

    private final Networks networks;

    private TrustedProxies(Networks networks) {
        this.networks = networks;
    }

    /**
     * @param ranges CIDR ranges such as {@code 10.0.0.0/8} or {@code fd00::/8}, or single addresses
     * @throws IllegalArgumentException naming the range that is none
     */
    public static TrustedProxies of(List<String> ranges) {
        return new TrustedProxies(Networks.of(ranges));
    }

    public boolean trusts(String address) {
        return networks.contain(address);
    }

    /**
     * @param peer         address of the TCP peer
     * @param forwarded    all values of {@code Forwarded}, in order; wins over the other when present
     * @param forwardedFor all values of {@code X-Forwarded-For}, in order
     * @return an address, never a name or anything else a header said: {@code peer} in doubt
     */
    public String clientAddress(String peer, List<String> forwarded, List<String> forwardedFor) {
        String client = peer;
        List<String> hops = forwarded.isEmpty() ? listed(forwardedFor) : forwardedNodes(forwarded);
        Collections.reverse(hops);
        for (String hop : hops) {
            if (!trusts(client) || !Networks.isAddress(hop)) {
                return client;
            }
            client = hop;
        }
        return client;
    }

    private static List<String> listed(List<String> values) {
        List<String> hops = new ArrayList<>();
        for (String value : values) {
            for (String hop : value.split(",", -1)) {
                hops.add(withoutPort(hop.trim()));
            }
        }
        return hops;
    }

    private static List<String> forwardedNodes(List<String> values) {
        List<String> hops = new ArrayList<>();
        for (String value : values) {
            for (String element : value.split(",", -1)) {
                hops.add(nodeOf(element));
            }
        }
        return hops;
    }

    private static String nodeOf(String element) {
        for (String pair : element.split(";", -1)) {
            String text = pair.trim();
            if (text.regionMatches(true, 0, "for=", 0, 4)) {
                return withoutPort(text.substring(4).replace("\"", ""));
            }
        }
        return "";
    }

    private static String withoutPort(String node) {
        if (node.startsWith("[")) {
            int end = node.indexOf(']');
            return end < 0 ? "" : node.substring(1, end);
        }
        int colon = node.indexOf(':');
        return colon > 0 && colon == node.lastIndexOf(':') ? node.substring(0, colon) : node;
    }
}
