package dev.claviger.token.guess;

import io.netty.util.NetUtil;

import java.nio.ByteBuffer;

/** Whose guesses count together: those from one IPv4 address, or from one IPv6 network, of which a caller has all addresses. */
public record CallerNetwork(String name) {

    private static final int IPV6_BYTES = 16;

    public static CallerNetwork of(String address) {
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(address);
        long network = bytes == null || bytes.length != IPV6_BYTES ? 0 : ByteBuffer.wrap(bytes).getLong();
        // No network: not IPv6, or one of the special addresses that stand for a single host (RFC 4291 §2.5).
        return new CallerNetwork(network == 0 ? address : Long.toHexString(network) + "/64");
    }
}
