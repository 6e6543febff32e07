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

    private final KeyEncryption encryption = KeyEncryption.under(Base64.getEncoder().encodeToString(new byte[32]));
    private final byte[] plain = {1, 2, 3};

    @Test
    void what_was_sealed_opens() {
        assertThat(encryption.open(encryption.seal(plain, "kid"), "kid")).isEqualTo(plain);
    }

    @Test
    void no_two_seals_are_equal() {
        assertThat(encryption.seal(plain, "kid")).isNotEqualTo(encryption.seal(plain, "kid"));
    }

    @Test
    void a_row_does_not_open_under_another_id_nor_damaged() {
        byte[] sealed = encryption.seal(plain, "kid");
        assertThatThrownBy(() -> encryption.open(sealed, "other")).hasMessageContaining("claviger.signing.encryption-key");
        sealed[sealed.length - 1] ^= 1;
        assertThatThrownBy(() -> encryption.open(sealed, "kid")).hasMessageContaining("claviger.signing.encryption-key");
        assertThatThrownBy(() -> encryption.open(new byte[3], "kid")).hasMessageContaining("claviger.signing.encryption-key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "short", "AAAA", "not base64 at all!", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void a_key_that_is_not_32_bytes_is_refused_by_name(String key) {
        assertThatThrownBy(() -> KeyEncryption.under(key)).hasMessageContaining("claviger.signing.encryption-key");
    }
}
