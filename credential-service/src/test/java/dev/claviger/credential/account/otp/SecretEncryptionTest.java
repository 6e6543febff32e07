package dev.claviger.credential.account.otp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.claviger.contract.PersonId;

class SecretEncryptionTest {

    private static final PersonId ANN = new PersonId(7);
    private static final byte[] SECRET = "a secret of twenty b".getBytes(StandardCharsets.US_ASCII);

    private static String key(char of) {
        return Base64.getEncoder().encodeToString(String.valueOf(of).repeat(32).getBytes(StandardCharsets.US_ASCII));
    }

    static SecretEncryption under(String current, String next, String previous) {
        return new SecretEncryption(config(current, next, previous));
    }

    private static OneTimePasswordsConfig config(String current, String next, String previous) {
        return new OneTimePasswordsConfig() {
            @Override
            public Optional<String> encryptionKey() {
                return Optional.ofNullable(current);
            }

            @Override
            public Optional<String> nextEncryptionKey() {
                return Optional.ofNullable(next);
            }

            @Override
            public Optional<String> previousEncryptionKey() {
                return Optional.ofNullable(previous);
            }

            @Override
            public String issuer() {
                return "Claviger";
            }
        };
    }

    @Test
    @DisplayName("what is stored opens for its person only, and not when a bit of it changed")
    void binds_a_secret_to_its_person() {
        SecretEncryption encryption = under(key('a'), null, null);
        byte[] sealed = encryption.seal(SECRET, ANN);
        assertThat(encryption.open(sealed, ANN)).hasValue(SECRET);
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("secret");
        assertThat(encryption.open(sealed, new PersonId(8))).isEmpty();
        sealed[sealed.length - 1] ^= 1;
        assertThat(encryption.open(sealed, ANN)).isEmpty();
        assertThat(encryption.open(new byte[3], ANN)).isEmpty();
    }

    @Test
    @DisplayName("a key is replaced in two steps, in each of which replicas with old and new settings read each other")
    void reads_under_the_neighbours() {
        SecretEncryption before = under(key('a'), null, null);
        SecretEncryption first = under(key('a'), key('b'), null);
        SecretEncryption second = under(key('b'), null, key('a'));
        byte[] old = before.seal(SECRET, ANN);
        byte[] fresh = second.seal(SECRET, ANN);
        assertThat(first.open(fresh, ANN)).hasValue(SECRET);
        assertThat(second.open(old, ANN)).hasValue(SECRET);
        assertThat(second.isUnderPrevious(old, ANN)).isTrue();
        assertThat(second.isUnderPrevious(fresh, ANN)).isFalse();
        assertThat(first.isUnderPrevious(fresh, ANN)).as("the next one stays, or replicas would store it back and forth").isFalse();
    }

    @Test
    void names_the_property_that_is_wrong() {
        assertThatThrownBy(() -> under("c2hvcnQ=", null, null)).hasMessageStartingWith("claviger.one-time-passwords.encryption-key").hasMessageNotContaining("c2hvcnQ=");
        assertThatThrownBy(() -> under(key('a'), "%%", null)).hasMessageStartingWith("claviger.one-time-passwords.next-encryption-key");
        assertThatThrownBy(() -> under(null, null, key('a'))).hasMessageContaining("encryption-key is missing");
        assertThat(under(null, null, null).isPossible()).isFalse();
    }
}
