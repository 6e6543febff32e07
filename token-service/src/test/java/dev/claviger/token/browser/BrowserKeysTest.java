package dev.claviger.token.browser;

import dev.claviger.token.TestSettings;
import dev.claviger.token.refresh.RefreshConfig;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

@DisplayName("Keys for what browsers carry: the same on every replica, also while a pepper is replaced")
class BrowserKeysTest {

    private static final String ONE = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
    private static final String TWO = "BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBA=";
    private static final byte[] CONTEXT = {1};
    private static final byte[] TEXT = "text".getBytes(StandardCharsets.US_ASCII);

    private final BrowserKeys old = keys(Map.of("claviger.refresh.peppers.1", ONE));
    private final BrowserKeys told = keys(Map.of("claviger.refresh.peppers.1", ONE, "claviger.refresh.peppers.2", TWO, "claviger.refresh.current-pepper", "1"));
    private final BrowserKeys switched = keys(Map.of("claviger.refresh.peppers.1", ONE, "claviger.refresh.peppers.2", TWO));

    @Test
    void each_replica_takes_what_its_neighbour_in_a_rotation_made() {
        assertThat(told.matches(old.mac(List.of("a")), List.of("a"))).isTrue();
        assertThat(old.matches(told.mac(List.of("a")), List.of("a"))).isTrue();
        assertThat(told.matches(switched.mac(List.of("a")), List.of("a"))).isTrue();
        assertThat(switched.open(told.seal(TEXT, CONTEXT), CONTEXT)).hasValue(TEXT);
        assertThat(told.open(switched.seal(TEXT, CONTEXT), CONTEXT)).hasValue(TEXT);
    }

    @Test
    void one_that_lost_the_pepper_takes_nothing() {
        BrowserKeys other = keys(Map.of("claviger.refresh.peppers.2", TWO));
        assertThat(other.matches(old.mac(List.of("a")), List.of("a"))).isFalse();
        assertThat(other.open(old.seal(TEXT, CONTEXT), CONTEXT)).isEmpty();
    }

    @Test
    void texts_cannot_be_divided_differently() {
        assertThat(old.matches(old.mac(List.of("ab", "c")), List.of("a", "bc"))).isFalse();
        assertThat(old.matches(old.mac(List.of("a")), List.of("a", ""))).isFalse();
    }

    @Test
    void what_is_sealed_opens_in_its_context_alone_and_undamaged() {
        byte[] sealed = old.seal(TEXT, CONTEXT);
        assertThat(old.open(sealed, new byte[] {2})).isEmpty();
        sealed[sealed.length - 1] ^= 1;
        assertThat(old.open(sealed, CONTEXT)).isEmpty();
        assertThat(old.open(new byte[3], CONTEXT)).isEmpty();
    }

    private static BrowserKeys keys(Map<String, String> settings) {
        return new BrowserKeys(TestSettings.of(RefreshConfig.class, settings));
    }
}
