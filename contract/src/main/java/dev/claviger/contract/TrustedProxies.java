package dev.claviger.contract;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Where a request really came from, when proxies stand between. Only what a trusted proxy says is believed: the list of
 * {@code Forwarded} (RFC 7239) or {@code X-Forwarded-For} is read from right to left, and the first address that is not a
 * trusted proxy's is the client's. What stands before the last 32 hops is not read: no way to here has more proxies.
 */
public final class TrustedProxies {

    private static final int MOST_HOPS = 32;

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
     * @param forwarded    all values of {@code Forwarded}, in order; wins over the other when it {@link #says} anything
     * @param forwardedFor all values of {@code X-Forwarded-For}, in order
     * @return an address, never a name or anything else a header said: {@code peer} in doubt
     */
    public String clientAddress(String peer, List<String> forwarded, List<String> forwardedFor) {
        boolean standard = says(forwarded);
        String client = peer;
        for (String hop : fromTheRight(standard ? forwarded : forwardedFor)) {
            String address = standard ? nodeOf(hop) : withoutPort(hop.trim());
            if (!trusts(client) || !Networks.isAddress(address)) {
                return client;
            }
            client = address;
        }
        return client;
    }

    /** Whether a header is there and not empty: an edge may clear a caller's by writing nothing after its name. */
    public static boolean says(List<String> values) {
        for (String value : values) {
            if (!value.isBlank()) {
                return true;
            }
        }
        return false;
    }

    /**
     * The same way in the words of the standard (RFC 7239 §7.4), for who reads {@code Forwarded} first: addresses, and {@code unknown} for
     * what is none.
     *
     * @param forwardedFor all values of {@code X-Forwarded-For}, in order; at least one
     */
    public static String forwarded(List<String> forwardedFor) {
        List<String> hops = fromTheRight(forwardedFor);
        Collections.reverse(hops);
        return hops.stream().map(hop -> "for=" + node(withoutPort(hop.trim()))).collect(Collectors.joining(", "));
    }

    private static String node(String hop) {
        if (!Networks.isAddress(hop)) {
            return "unknown";
        }
        return hop.indexOf(':') < 0 ? hop : "\"[" + hop + "]\"";
    }

    /** The last comes first. */
    private static List<String> fromTheRight(List<String> values) {
        List<String> hops = new ArrayList<>();
        for (int i = values.size() - 1; i >= 0; i--) {
            String value = values.get(i);
            for (int end = value.length(); end >= 0 && hops.size() < MOST_HOPS; end = value.lastIndexOf(',', end - 1)) {
                hops.add(value.substring(value.lastIndexOf(',', end - 1) + 1, end));
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
