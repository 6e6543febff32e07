package dev.claviger.contract;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class TrustedProxiesTest {

    private final TrustedProxies proxies = TrustedProxies.of(List.of("10.0.0.0/8", "fd00::/8", "192.0.2.7"));

    @Test
    void believes_nobody_unless_told_to() {
        assertThat(TrustedProxies.NONE.clientAddress("10.0.0.1", List.of(), List.of("203.0.113.9"))).isEqualTo("10.0.0.1");
        assertThat(proxies.clientAddress("198.51.100.1", List.of("for=203.0.113.9"), List.of("203.0.113.9"))).isEqualTo("198.51.100.1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "203.0.113.9                        | 203.0.113.9",
            "6.6.6.6, 203.0.113.9               | 203.0.113.9",
            "6.6.6.6, 203.0.113.9, 10.1.1.1     | 203.0.113.9",
            "203.0.113.9:4711                   | 203.0.113.9",
            "[2001:db8::1]:4711                 | 2001:db8::1",
            "203.0.113.9, unknown               | 10.0.0.1",
            "203.0.113.9, evil.example          | 10.0.0.1",
            "203.0.113.9,                       | 10.0.0.1"})
    void reads_x_forwarded_for_from_right_to_left_and_stops_at_the_first_that_is_no_proxy(String header, String client) {
        assertThat(proxies.clientAddress("10.0.0.1", List.of(), List.of(header))).isEqualTo(client);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "for=203.0.113.9                                  | 203.0.113.9",
            "for=6.6.6.6, For=\"203.0.113.9:80\";proto=https  | 203.0.113.9",
            "for=\"[2001:db8::1]:4711\"                       | 2001:db8::1",
            "for=_hidden                                      | 10.0.0.1",
            "proto=https                                      | 10.0.0.1"})
    @DisplayName("RFC 7239 §4 and §6: Forwarded with ports, IPv6 and obfuscated nodes")
    void reads_forwarded_and_prefers_it(String header, String client) {
        assertThat(proxies.clientAddress("10.0.0.1", List.of(header), List.of("9.9.9.9"))).isEqualTo(client);
    }

    @Test
    void an_edge_that_clears_the_callers_forwarded_by_an_empty_line_is_read_by_the_other_header() {
        assertThat(proxies.clientAddress("10.0.0.1", List.of("", " "), List.of("9.9.9.9"))).isEqualTo("9.9.9.9");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "203.0.113.9                        | for=203.0.113.9",
            "6.6.6.6,203.0.113.9:4711           | for=6.6.6.6, for=203.0.113.9",
            "[2001:db8::1]:4711, 2001:db8::2    | for=\"[2001:db8::1]\", for=\"[2001:db8::2]\"",
            "evil.example, \"x;for=1.1.1.1      | for=unknown, for=unknown",
            "203.0.113.9,                       | for=203.0.113.9, for=unknown",
            "''                                 | for=unknown"})
    @DisplayName("RFC 7239 §7.4: X-Forwarded-For in the words of the standard, addresses only")
    void tells_the_same_way_in_the_words_of_the_standard(String header, String forwarded) {
        assertThat(TrustedProxies.forwarded(List.of(header))).isEqualTo(forwarded);
        assertThat(proxies.clientAddress("10.0.0.1", List.of(forwarded), List.of())).isEqualTo(proxies.clientAddress("10.0.0.1", List.of(), List.of(header)));
    }

    @Test
    void reads_no_more_than_the_last_hops_of_a_list_however_long() {
        List<String> hops = IntStream.range(0, 1000).mapToObj(i -> "10.0." + i / 250 + "." + i % 250).toList();
        List<String> inOneLine = List.of("203.0.113.9, " + String.join(", ", hops));
        assertThat(proxies.clientAddress("10.0.0.1", List.of(), inOneLine)).isEqualTo(hops.get(1000 - 32));
        assertThat(proxies.clientAddress("10.0.0.1", List.of("for=" + String.join(",for=", hops)), List.of())).isEqualTo(hops.get(1000 - 32));
        assertThat(proxies.clientAddress("10.0.0.1", List.of(), hops)).isEqualTo(hops.get(1000 - 32));
        assertThat(TrustedProxies.forwarded(inOneLine)).isEqualTo("for=" + String.join(", for=", hops.subList(1000 - 32, 1000)));
    }

    @Test
    void trusts_ranges_of_both_families_and_single_addresses() {
        assertThat(proxies.trusts("10.255.0.1")).isTrue();
        assertThat(proxies.trusts("11.0.0.1")).isFalse();
        assertThat(proxies.trusts("fd12::1")).isTrue();
        assertThat(proxies.trusts("192.0.2.7")).isTrue();
        assertThat(proxies.trusts("192.0.2.8")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/33", "10.0.0.0/x", "example.com", "", "10.0.0/8", "::1/129", "/8"})
    void refuses_what_is_no_range(String range) {
        assertThatIllegalArgumentException().isThrownBy(() -> TrustedProxies.of(List.of(range))).withMessageContaining(range);
    }
}
