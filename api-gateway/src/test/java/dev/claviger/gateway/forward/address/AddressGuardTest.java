package dev.claviger.gateway.forward.address;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claviger.contract.Networks;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressGuardTest {

    private static final int OWN_PORT = 8080;
    private static final AddressGuard GUARD = guard();

    private static AddressGuard guard(String... allowed) {
        return new AddressGuard(Networks.of(List.of(allowed)), new OwnListeners(port -> port == OWN_PORT));
    }

    private static InetAddress address(String text) throws UnknownHostException {
        return InetAddress.getByName(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.255.255.254", "0.0.0.0", "0.0.0.1", "169.254.169.254", "169.254.0.1", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255",
            "192.0.0.192", "168.63.129.16", "100.100.100.200", "::", "::1", "fe80::1", "febf::1", "fec0::1", "ff02::1", "fd00:ec2::254",
            "::ffff:127.0.0.1", "::ffff:169.254.169.254", "::127.0.0.1", "64:ff9b::169.254.169.254", "64:ff9b:1::7f00:1", "64:ff9b:1:a9fe:a9:fe00::", "64:ff9b:1:ffff:ffff::8.8.8.8", "2002:7f00:1::", "2002:a9fe:a9fe::1"})
    @DisplayName("RFC 6890: an address that means this machine, this link, everybody or a cloud's metadata is no upstream's, in whatever form")
    void refuses_what_no_upstream_has(String text) throws UnknownHostException {
        assertThat(GUARD.refuses(address(text), 80)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.1", "172.16.5.4", "192.168.1.1", "100.64.0.1", "203.0.113.9", "8.8.8.8", "fd12:3456::1", "2001:db8::1", "64:ff9b::8.8.8.8", "64:ff9b:2::1", "2002:0808:0808::1", "169.253.255.255", "128.0.0.1"})
    void lets_private_and_public_addresses_be(String text) throws UnknownHostException {
        assertThat(GUARD.refuses(address(text), 80)).isFalse();
    }

    @Test
    void exempts_what_is_allowed_and_no_more() throws UnknownHostException {
        AddressGuard guard = guard("127.0.0.0/8", "169.254.7.7");
        assertThat(guard.refuses(address("127.0.0.1"), 80)).isFalse();
        assertThat(guard.refuses(address("169.254.7.7"), 80)).isFalse();
        assertThat(guard.refuses(address("169.254.7.8"), 80)).isTrue();
        assertThat(guard.refuses(address("::1"), 80)).isTrue();
        assertThat(guard("64:ff9b:1::/96").refuses(address("64:ff9b:1::10.0.0.1"), 80)).isFalse();
    }

    @Test
    @DisplayName("The gateway never goes to itself, at whichever of its addresses, whatever is allowed")
    void refuses_its_own_listeners_always() throws Exception {
        AddressGuard guard = guard("0.0.0.0/0", "::/0");
        for (String text : List.of("127.0.0.1", "127.9.9.9", "0.0.0.0", "::1", "::")) {
            assertThat(guard.refuses(address(text), OWN_PORT)).as(text).isTrue();
            assertThat(guard.refuses(address(text), OWN_PORT + 1)).as(text).isFalse();
        }
        for (InetAddress here : NetworkInterface.networkInterfaces().flatMap(NetworkInterface::inetAddresses).toList()) {
            assertThat(guard.refuses(here, OWN_PORT)).as(here.toString()).isTrue();
        }
        assertThat(guard.refuses(address("203.0.113.9"), OWN_PORT)).isFalse();
    }
}
