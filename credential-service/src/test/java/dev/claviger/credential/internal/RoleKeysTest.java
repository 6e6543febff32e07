package dev.claviger.credential.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RoleKeysTest {

    private static final String OLD = "Bearer the-old-key";
    private static final String NEW = "Bearer the-new-key";

    @Test
    @DisplayName("docs/operations/rotation.md: the old one, both, the new one")
    void a_key_is_replaced_in_three_steps() {
        assertThat(roles("the-old-key")).isEqualTo(List.of(true, false));
        assertThat(roles("the-old-key", "the-new-key")).isEqualTo(List.of(true, true));
        assertThat(roles("the-new-key")).isEqualTo(List.of(false, true));
    }

    @Test
    void a_key_is_of_its_role() {
        RoleKeys keys = new RoleKeys(config(List.of("the-gateways-key"), List.of("the-old-key", "the-new-key")));
        assertThat(keys.roleOf(List.of(NEW))).contains(InternalRole.TOKEN_SERVICE);
        assertThat(keys.roleOf(List.of("Bearer the-gateways-key"))).contains(InternalRole.GATEWAY);
        assertThat(keys.roleOf(List.of(OLD, NEW))).as("two at once").isEmpty();
    }

    private static List<Boolean> roles(String... gatewayKeys) {
        RoleKeys keys = new RoleKeys(config(List.of(gatewayKeys), List.of("another")));
        return List.of(keys.roleOf(List.of(OLD)).isPresent(), keys.roleOf(List.of(NEW)).isPresent());
    }

    private static InternalConfig config(List<String> gateways, List<String> tokenServices) {
        return new InternalConfig() {
            @Override
            public List<String> gatewayKeys() {
                return gateways;
            }

            @Override
            public List<String> tokenServiceKeys() {
                return tokenServices;
            }

            @Override
            public boolean allowCleartext() {
                return false;
            }
        };
    }
}
