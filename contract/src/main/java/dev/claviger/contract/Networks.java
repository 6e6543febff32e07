package dev.claviger.contract;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** A set of IP addresses, given as CIDR ranges (RFC 4632 §3.1, RFC 4291 §2.3). IPv4 and IPv6 do not contain each other. */
public final class Networks {

    public static final Networks NONE = new Networks(List.of());

    /** Digits and colons only: a name must never reach {@link InetAddress}, which would ask the network for it. */
    private static final Pattern ADDRESS = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9A-Fa-f]*:[0-9A-Fa-f:.]+");

    private final List<Range> ranges;

    private Networks(List<Range> ranges) {
        this.ranges = ranges;
    }

    /**
     * @param ranges CIDR ranges such as {@code 10.0.0.0/8} or {@code fd00::/8}, or single addresses
     * @throws IllegalArgumentException naming the range that is none
     */
    public static Networks of(List<String> ranges) {
        return new Networks(ranges.stream().map(Range::parse).toList());
    }

    /** @param address 4 or 16 bytes, as {@link InetAddress#getAddress()} gives them */
    public boolean contain(byte[] address) {
        for (Range range : ranges) {
            if (range.contains(address)) {
                return true;
            }
        }
        return false;
    }

    /** @return false also for what is no address */
    boolean contain(String address) {
        return isAddress(address) && contain(bytes(address));
    }

    static boolean isAddress(String text) {
        return text != null && ADDRESS.matcher(text).matches() && bytes(text) != null;
    }

    private static byte[] bytes(String address) {
        try {
            return InetAddress.getByName(address).getAddress();
        } catch (UnknownHostException notAnAddress) {
            return null;
        }
    }

    /** Asked for every request that goes out, so it compares in place. */
    private record Range(byte[] prefix, int bits) {

        static Range parse(String text) {
            int slash = text.indexOf('/');
            String address = slash < 0 ? text : text.substring(0, slash);
            byte[] prefix = isAddress(address) ? bytes(address) : null;
            if (prefix == null) {
                throw new IllegalArgumentException("not a CIDR range: " + text);
            }
            return new Range(prefix, slash < 0 ? prefix.length * 8 : prefixLength(text, slash, prefix.length * 8));
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

        boolean contains(byte[] address) {
            int whole = bits / 8;
            if (address.length != prefix.length || !Arrays.equals(address, 0, whole, prefix, 0, whole)) {
                return false;
            }
            int rest = bits % 8;
            return rest == 0 || ((address[whole] ^ prefix[whole]) & 0xFF) >> (8 - rest) == 0;
        }
    }
}
