package dev.claviger.contract;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.HashSet;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class IdentifiersTest {

    @ParameterizedTest
    @ValueSource(strings = {"a", "acme", "acme-2", "0", "a23456789012345678901234567890bc"})
    void accepts_tenants_and_environments_of_1_to_32_characters(String text) {
        assertThat(new TenantId(text)).hasToString(text);
        assertThat(new EnvironmentName(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-a", "a-", "Acme", "a_b", "a.b", "ä", "a b", "a\n", "a23456789012345678901234567890bcd"})
    void refuses_other_tenants_and_environments(String text) {
        assertThat(TenantId.isWellFormed(text)).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> new TenantId(text));
        assertThatIllegalArgumentException().isThrownBy(() -> new EnvironmentName(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "short", "has-hyphen-has-hyphen", "seventeen chars a", "a23456789012345678901234567890bcd"})
    void refuses_client_and_credential_ids_that_are_not_16_to_32_letters_and_digits(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new ClientId(text));
        assertThatIllegalArgumentException().isThrownBy(() -> new CredentialId(text));
        assertThatIllegalArgumentException().isThrownBy(() -> new GrantId(text));
    }

    @Test
    void does_not_repeat_a_refused_text_because_it_may_be_a_misplaced_secret() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ClientId("clv_prod_oops")).withMessageNotContaining("oops");
    }

    @Test
    void makes_identifiers_that_never_repeat() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            assertThat(seen.add(Identifiers.newClientId().value())).isTrue();
        }
    }
}
