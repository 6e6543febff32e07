package dev.claviger.contract;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ScopesTest {

    @Test
    @DisplayName("RFC 6749 §3.3: the order of scopes does not matter")
    void is_a_set() {
        assertThat(Scopes.parse("b a b")).isEqualTo(Scopes.of("a", "b")).hasToString("a b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"employees.readonly", "api.lucidtech.ai/documents:read", "lucidchart.document.app:admin.readonly", "!", "~", "a,b"})
    @DisplayName("RFC 6749 §3.3: a scope is printable ASCII without space, quote and backslash")
    void accepts_the_names_real_systems_use(String name) {
        assertThat(Scopes.of(name).contains(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\tb", "a\"b", "a\\b", "ä", "a\u0000", "a\nb"})
    @DisplayName("RFC 6749 §3.3: a tab, a line break or a quote is part of no scope and separates none")
    void refuses_other_characters(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Scopes.parse(text));
    }

    @Test
    void is_case_sensitive_and_knows_no_substrings() {
        assertThat(Scopes.of("readx", "READ").contains("read")).isFalse();
    }

    @Test
    void tolerates_the_spaces_real_clients_send() {
        assertThat(Scopes.parse(" a  b ")).isEqualTo(Scopes.of("a", "b"));
        assertThat(Scopes.parse("")).isEqualTo(Scopes.NONE);
    }
}
