package dev.claviger.contract;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Where a request really came from, when proxies stand between. Only what a trusted proxy says is believed: the list of
 * {@code Forwarded} (RFC 7239) or {@code X-Forwarded-For} is read from right to left, and the first address that is not a
 * trusted proxy's is the client's.
 */
public final class TrustedProxies {

    public static final TrustedProxies NONE = new TrustedProxies(List.of());

    /** Digits and colons only: a name must never reach {@link InetAddress}, which would ask the network for it. */
    private static final Pattern ADDRESS = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9A-Fa-f]*:[0-9A-Fa-f:.]+");

    private final List<Range> ranges;

    private TrustedProxies(List<Range> ranges) {
        this.ranges = ranges;
    }

    /**
     * @param ranges CIDR ranges such as {@code 10.0.0.0/8} or {@code fd00::/8}, or single addresses
     * @throws IllegalArgumentException naming the range that is none
     */
    public static TrustedProxies of(List<String> ranges) {
        return new TrustedProxies(ranges.stream().map(Range::parse).toList());
    }

    public boolean trusts(String address) {
        return isAddress(address) && ranges.stream().anyMatch(range -> range.contains(address));
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
            if (!trusts(client) || !isAddress(hop)) {
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

    private static boolean isAddress(String text) {
        return text != null && ADDRESS.matcher(text).matches() && bytes(text) != null;
    }

    private static byte[] bytes(String address) {
        try {
            return InetAddress.getByName(address).getAddress();
        } catch (UnknownHostException notAnAddress) {
            return null;
        }
    }

    private record Range(BigInteger prefix, int hostBits, int size) {

        static Range parse(String text) {
            int slash = text.indexOf('/');
            String address = slash < 0 ? text : text.substring(0, slash);
            byte[] bytes = isAddress(address) ? bytes(address) : null;
            if (bytes == null) {
                throw new IllegalArgumentException("not a CIDR range: " + text);
            }
            int bits = slash < 0 ? bytes.length * 8 : prefixLength(text, slash, bytes.length * 8);
            int hostBits = bytes.length * 8 - bits;
            return new Range(new BigInteger(1, bytes).shiftRight(hostBits), hostBits, bytes.length);
        }

        private static int prefixLength(String text, int slash, int longest) {
            try {
                int bits = Integer.parseInt(text.substring(slash + 1));
                if (bits >= 0 && bits <= longest) {
                    return bits;
                }
            } catch (NumberFormatException notANumber) {
                // told below, in the words of whoever wrote the range
            }
            throw new IllegalArgumentException("not a CIDR range: " + text);
        }

        boolean contains(String address) {
            byte[] bytes = bytes(address);
            return bytes.length == size && new BigInteger(1, bytes).shiftRight(hostBits).equals(prefix);
        }
    }
}
