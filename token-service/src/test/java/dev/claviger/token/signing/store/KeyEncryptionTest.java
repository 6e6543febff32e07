package dev.claviger.token.signing.store;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Base64;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@DisplayName("Private keys are stored under AES-256-GCM")
class KeyEncryptionTest {

    private final KeyEncryption encryption = KeyEncryption.under(Base64.getEncoder().encodeToString(new byte[32]), "claviger.some-key");
    private final byte[] plain = {1, 2, 3};

    @Test
    void what_was_sealed_opens() {
        assertThat(encryption.open(encryption.seal(plain, "kid"), "kid")).hasValue(plain);
    }

    @Test
    void no_two_seals_are_equal() {
        assertThat(encryption.seal(plain, "kid")).isNotEqualTo(encryption.seal(plain, "kid"));
    }

    @Test
    void a_row_does_not_open_under_another_id_nor_damaged() {
        byte[] sealed = encryption.seal(plain, "kid");
        assertThat(encryption.open(sealed, "other")).isEmpty();
        sealed[sealed.length - 1] ^= 1;
        assertThat(encryption.open(sealed, "kid")).isEmpty();
        assertThat(encryption.open(new byte[3], "kid")).isEmpty();
    }

    @Test
    void tells_where_the_key_comes_from_and_nothing_of_it() {
        assertThat(encryption).hasToString("claviger.some-key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "short", "AAAA", "not base64 at all!", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void a_key_that_is_not_32_bytes_is_refused_by_name(String key) {
        assertThatThrownBy(() -> KeyEncryption.under(key, "claviger.some-key")).hasMessageStartingWith("claviger.some-key must be");
    }
}
