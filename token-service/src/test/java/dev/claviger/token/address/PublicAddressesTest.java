package dev.claviger.token.address;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claviger.contract.Networks;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicAddressesTest {

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1", "168.63.129.16",
            "::1", "::", "fe80::1", "fc00::1", "fd00:ec2::254", "64:ff9b::a9fe:a9fe", "2002:7f00:1::", "::ffff:10.0.0.1"})
    @DisplayName("an application's owner chooses the address: none of this machine, this network, or a cloud's metadata is connected to")
    void special_addresses(String address) throws Exception {
        assertThat(new PublicAddresses(Networks.NONE).permit(InetAddress.getByName(address), true)).isFalse();
        assertThat(new PublicAddresses(Networks.of(List.of(address.equals("::ffff:10.0.0.1") ? "10.0.0.1" : address))).permit(InetAddress.getByName(address), false))
                .as("unless the operator says so").isTrue();
    }

    @Test
    @DisplayName("public addresses are connected to, but never in the clear")
    void public_addresses() throws Exception {
        PublicAddresses addresses = new PublicAddresses(Networks.NONE);
        assertThat(addresses.permit(InetAddress.getByName("93.184.216.34"), true)).isTrue();
        assertThat(addresses.permit(InetAddress.getByName("2606:4700::1"), true)).isTrue();
        assertThat(addresses.permit(InetAddress.getByName("93.184.216.34"), false)).isFalse();
    }
}
