package dev.claviger.credential.account.otp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTest {

    private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

    @ParameterizedTest
    @DisplayName("RFC 6238 appendix B, the last six of its eight digits")
    @CsvSource({"59, 287082", "1111111109, 081804", "1111111111, 050471", "1234567890, 005924", "2000000000, 279037", "20000000000, 353130"})
    void computes_the_vectors_of_the_standard(long time, String code) {
        assertThat(Totp.code(SECRET, time / 30)).isEqualTo(code);
    }

    @Test
    @DisplayName("RFC 6238 §5.2: one step late or early passes, two do not")
    void tolerates_one_step() {
        Instant now = Instant.ofEpochSecond(1_000_000_000);
        long step = now.getEpochSecond() / 30;
        for (long given = step - 2; given <= step + 2; given++) {
            assertThat(Totp.stepOf(SECRET, Totp.code(SECRET, given), now, 0).isPresent()).as("step %d", given - step).isEqualTo(Math.abs(given - step) <= 1);
        }
    }

    @Test
    @DisplayName("RFC 6238 §5.2: a code is good for once, and with it all that were before it")
    void takes_no_step_twice() {
        Instant now = Instant.ofEpochSecond(1_000_000_000);
        long step = now.getEpochSecond() / 30;
        assertThat(Totp.stepOf(SECRET, Totp.code(SECRET, step), now, step - 1)).hasValue(step);
        assertThat(Totp.stepOf(SECRET, Totp.code(SECRET, step), now, step)).isEmpty();
        assertThat(Totp.stepOf(SECRET, Totp.code(SECRET, step - 1), now, step)).isEmpty();
    }

    @Test
    @DisplayName("RFC 4648 §10, of the lengths that need no padding")
    void writes_base32() {
        assertThat(Base32.encode("fooba".getBytes(StandardCharsets.US_ASCII))).isEqualTo("MZXW6YTB");
        assertThat(Base32.encode(SECRET)).isEqualTo("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    }

    @Test
    void reads_a_recovery_code_as_people_write_it() {
        RecoveryCode code = RecoveryCode.generate().get(0);
        assertThat(code.reveal()).matches("[A-Z2-7]{4}(-[A-Z2-7]{4}){3}");
        assertThat(RecoveryCode.typed(" " + code.reveal().toLowerCase().replace('-', ' ')).digest()).isEqualTo(code.digest());
        assertThat(RecoveryCode.generate()).hasSize(10).doesNotHaveDuplicates();
        assertThat(code).hasToString("a recovery code");
    }
}
