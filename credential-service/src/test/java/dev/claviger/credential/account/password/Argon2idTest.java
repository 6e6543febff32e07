package dev.claviger.credential.account.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;

class Argon2idTest {

    /** Both by the reference implementation. */
    private static final String OWASP = "$argon2id$v=19$m=19456,t=2,p=1$ZmVkY2JhOTg3NjU0MzIxMA$xfdLWqT4M22y2NIsyrYO2NUnyM5x443zctorvOmuMz8";
    private static final String OTHER = "$argon2id$v=19$m=8192,t=3,p=2$MDEyMzQ1Njc4OWFiY2RlZg$OdJe/X4rgv+GvF4Nx6qN68KjwW0x8RnpzigVP/gXixk";

    private final Argon2id argon2id = new Argon2id(config(Map.of()));

    static PasswordsConfig config(Map<String, String> properties) {
        return new SmallRyeConfigBuilder().withMapping(PasswordsConfig.class).withSources(new PropertiesConfigSource(properties, "test", 100))
                .withValidateUnknown(false).build().getConfigMapping(PasswordsConfig.class);
    }

    @Test
    @DisplayName("RFC 9106: computes what the reference implementation computes, at whatever cost a hash names")
    void agrees_with_the_reference_implementation() {
        assertThat(argon2id.matches(OWASP, Password.typed("p\u00e4ssw\u00f6rter sind lang"))).isTrue();
        assertThat(argon2id.matches(OTHER, Password.typed("correct stored before"))).isTrue();
        assertThat(argon2id.matches(OTHER, Password.typed("correct stored befor"))).isFalse();
    }

    @Test
    @DisplayName("NIST SP 800-63B §3.1.1.2: the same password from a keyboard that composes its letters and one that does not")
    void normalises() {
        assertThat(argon2id.matches(OWASP, Password.typed("pa\u0308sswo\u0308rter sind lang"))).isTrue();
    }

    @Test
    @DisplayName("a hash is at the cost of the settings (OWASP's, unless set), with a salt of its own; one at another cost is outdated")
    void hashes_at_the_present_cost() {
        Password password = Password.typed("four words in a row");
        String hash = argon2id.hash(password);
        assertThat(hash).matches("\\$argon2id\\$v=19\\$m=19456,t=2,p=1\\$[A-Za-z0-9+/]{22}\\$[A-Za-z0-9+/]{43}").isNotEqualTo(argon2id.hash(password));
        assertThat(argon2id.matches(hash, password)).isTrue();
        assertThat(argon2id.isOutdated(hash)).isFalse();
        assertThat(argon2id.isOutdated(OTHER)).isTrue();
    }

    @Test
    void shows_neither_password_nor_hash() {
        assertThat(Password.typed("four words in a row")).hasToString("a password");
        assertThat(PasswordHash.parse(OTHER).toString()).doesNotContain("OdJe");
        assertThatThrownBy(() -> PasswordHash.parse("$2b$10$abc")).hasMessageNotContaining("abc");
    }

    @Test
    void refuses_a_cost_that_protects_nothing() {
        assertThatThrownBy(() -> new Argon2id(config(Map.of("claviger.passwords.memory", "1024")))).hasMessageStartingWith("claviger.passwords.memory");
        assertThatThrownBy(() -> new Argon2id(config(Map.of("claviger.passwords.iterations", "0")))).hasMessageStartingWith("claviger.passwords.iterations");
        assertThatThrownBy(() -> new Argon2id(config(Map.of("claviger.passwords.parallelism", "99")))).hasMessageStartingWith("claviger.passwords.parallelism");
    }
}
