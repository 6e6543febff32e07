package dev.claviger.gateway.forward.header;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeaderNamesTest {

    private final HeaderNames names = new HeaderNames("x-api-key", "te", "host", "via0");

    @ParameterizedTest
    @CsvSource({"x-api-key, true", "X-Api-Key, true", "X_API_KEY, true", "x-api_key, true", "x-api-keys, false", "x-api-ke, false", "TE, true", "t, false", "HOST, true", "Vian, false",
            "a-name-that-is-much-longer-than-any-of-ours, false"})
    void takes_case_and_underscore_for_the_same(String name, boolean contained) {
        assertThat(names.contains(name)).isEqualTo(contained);
    }

    @ParameterizedTest
    @CsvSource({"Claviger-Tenant, true", "claviger_tenant, true", "CLAVIGER-, true", "claviger, false", "clavigera-x, false"})
    void knows_a_prefix_in_every_spelling(String name, boolean starts) {
        assertThat(HeaderNames.startsWith(name, "claviger-")).isEqualTo(starts);
    }
}
