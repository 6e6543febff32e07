package dev.claviger.credential.account.guess;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.claviger.contract.PersonId;
import dev.claviger.contract.TenantId;
import dev.claviger.credential.secret.TestPeppers;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;

class GuessKeysTest {

    private static final TenantId ACME = new TenantId("acme");

    private final GuessKeys keys = new GuessKeys(TestPeppers.of(Map.of(1, "MTExMTExMTExMTExMTExMTExMTExMTExMTExMTExMTE=")), new SmallRyeConfigBuilder().withMapping(GuessConfig.class)
            .withSources(new PropertiesConfigSource(Map.of(), "none", 100)).withValidateUnknown(false).build().getConfigMapping(GuessConfig.class));

    @Test
    @DisplayName("a known browser is counted by itself alone; all others together by person, whatever the case of the name, and by address")
    void counts_known_browsers_apart() {
        List<GuessKey> strangers = keys.ofPassword(ACME, "Ann", Optional.empty(), "192.0.2.1");
        assertThat(keys.ofPassword(ACME, "ann", Optional.empty(), "192.0.2.1")).isEqualTo(strangers).hasSize(2);
        assertThat(keys.ofPassword(ACME, "ann", Optional.of("b1"), "192.0.2.1")).hasSize(1).doesNotContainAnyElementsOf(strangers)
                .isEqualTo(keys.ofPassword(ACME, "ann", Optional.of("b1"), "192.0.2.2")).isNotEqualTo(keys.ofPassword(ACME, "ann", Optional.of("b2"), "192.0.2.1"));
        assertThat(keys.ofPassword(new TenantId("globex"), "ann", Optional.empty(), "192.0.2.9")).doesNotContainAnyElementsOf(strangers);
    }

    @Test
    @DisplayName("the owner of an IPv6 network can choose among 2^64 addresses of it")
    void takes_a_network_for_one_address() {
        assertThat(address("2001:db8:1:2::a")).isEqualTo(address("2001:db8:1:2:3:4:5:6")).isNotEqualTo(address("2001:db8:1:3::a"));
        assertThat(address("2001:db8::1")).isEqualTo(address("2001:DB8:0:0:ffff::2"));
        assertThat(address("::ffff:192.0.2.1")).isNotEqualTo(address("::ffff:192.0.2.2"));
        assertThat(address("192.0.2.1")).isNotEqualTo(address("192.0.2.2"));
        assertThat(address("unknown")).isEqualTo(address("unknown"));
        assertThat(address("::1")).isEqualTo(address("::1"));
    }

    @Test
    void keeps_nothing_of_what_was_typed() {
        GuessKey key = keys.ofPassword(ACME, "my secret password", Optional.empty(), "192.0.2.1").get(0);
        assertThat(new String(key.key(), StandardCharsets.ISO_8859_1)).hasSize(32).doesNotContain("secret");
        assertThat(keys.ofConfirmation(new PersonId(7))).isNotEqualTo(keys.ofOneTimePassword(new PersonId(7), Optional.empty()));
    }

    @Test
    void few_are_under_way_under_one_key() {
        UnderWay underWay = new UnderWay();
        GuessKey person = new GuessKey(new byte[] {1}, 10);
        GuessKey address = new GuessKey(new byte[] {2}, 100);
        for (int i = 0; i < 5; i++) {
            assertThat(underWay.enter(List.of(person, address))).isTrue();
        }
        assertThat(underWay.enter(List.of(person, address))).isFalse();
        assertThat(underWay.enter(List.of(address))).as("somebody else from there").isTrue();
        underWay.leave(List.of(person, address));
        assertThat(underWay.enter(List.of(person, address))).isTrue();
    }

    private GuessKey address(String text) {
        return keys.ofPassword(ACME, "ann", Optional.empty(), text).get(1);
    }
}
