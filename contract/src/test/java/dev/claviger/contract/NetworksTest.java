package dev.claviger.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworksTest {

    @ParameterizedTest
    @CsvSource({"10.0.0.0/8, 10.255.255.255, true", "10.0.0.0/8, 11.0.0.0, false", "192.0.2.7, 192.0.2.7, true", "192.0.2.7, 192.0.2.6, false",
            "0.0.0.0/0, 255.255.255.255, true", "0.0.0.0/0, ::1, false", "fe80::/10, febf::1, true", "fe80::/10, fec0::1, false", "::1, ::1, true",
            "::/0, 127.0.0.1, false", "128.0.0.0/1, 200.1.2.3, true", "128.0.0.0/1, 127.1.2.3, false", "10.1.2.3/30, 10.1.2.0, true", "10.1.2.3/30, 10.1.2.4, false", "192.0.2.128/25, 192.0.2.127, false"})
    void contain_exactly_the_addresses_of_their_ranges(String range, String address, boolean contained) throws UnknownHostException {
        assertThat(Networks.of(List.of("203.0.113.0/24", range)).contain(InetAddress.getByName(address).getAddress())).isEqualTo(contained);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "localhost", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/x", "10.0.0.0/", "::/129", "10.0.0/8", "256.0.0.1"})
    void are_made_of_nothing_but_ranges_and_addresses(String text) {
        assertThatThrownBy(() -> Networks.of(List.of(text))).isInstanceOf(IllegalArgumentException.class).hasMessage("not a CIDR range: " + text);
    }

    @Test
    void contain_no_text_that_is_no_address() {
        assertThat(Networks.of(List.of("0.0.0.0/0", "::/0")).contain("localhost")).isFalse();
        assertThat(Networks.NONE.contain("127.0.0.1")).isFalse();
    }
}
