package dev.claviger.gateway.authenticate;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TokenKeyTest {

    /** As long as a token's signature; any other text would do. */
    private static final int LENGTH = 86;
    private static final byte MASK = 0x55;

    @Test
    void is_the_digest_of_the_token_and_of_no_other_length() throws Exception {
        for (String token : new String[] {"", "a", "header.claims.signature", "x".repeat(5000), "short again"}) {
            TokenKey key = TokenKey.of(token, 0);
            String digest = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.US_ASCII)));
            assertThat("%016x%016x%016x%016x".formatted(key.first(), key.second(), key.third(), key.fourth())).isEqualTo(digest);
            assertThat(key).isEqualTo(TokenKey.of(token, 0)).isNotEqualTo(TokenKey.of(token + "x", 0)).hasSameHashCodeAs(TokenKey.of(token, 0));
        }
    }

    @Test
    @DisplayName("What the cache knows a token by, and what made that, hold nothing of the token: not in a dump of the heap either")
    void leaves_nothing_of_the_token_in_the_heap() throws Exception {
        byte[] masked = new byte[LENGTH];
        new SecureRandom().nextBytes(masked);
        for (int i = 0; i < LENGTH; i++) {
            masked[i] = (byte) ('A' + Math.floorMod(masked[i], 26) ^ MASK);
        }
        byte[] control = masked.clone();
        control[0] ^= 1;
        byte[] found = unmasked(control);
        TokenKey key = keyOf(masked);
        Path dump = Files.createTempDirectory("heap").resolve("heap.hprof");
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class).dumpHeap(dump.toString(), true);

        assertThat(holds(dump, control)).as("what is in the heap is found").isTrue();
        assertThat(holds(dump, masked)).isFalse();
        assertThat(key).isNotNull();
        assertThat(found).hasSize(LENGTH);
        Files.delete(dump);
    }

    private static TokenKey keyOf(byte[] masked) {
        return TokenKey.of("x".repeat(300) + new String(unmasked(masked), StandardCharsets.US_ASCII) + "x".repeat(300), 0);
    }

    private static byte[] unmasked(byte[] masked) {
        byte[] text = masked.clone();
        for (int i = 0; i < text.length; i++) {
            text[i] ^= MASK;
        }
        return text;
    }

    /** Looks for the unmasked text without ever having it. */
    private static boolean holds(Path dump, byte[] masked) throws IOException {
        byte[] part = new byte[1 << 20];
        int matched = 0;
        try (InputStream in = Files.newInputStream(dump)) {
            for (int length = in.read(part); length >= 0; length = in.read(part)) {
                for (int i = 0; i < length; i++) {
                    matched = (part[i] ^ MASK) == masked[matched] ? matched + 1 : (part[i] ^ MASK) == masked[0] ? 1 : 0;
                    if (matched == masked.length) {
                        return true;
                    }
                }
            }
        }
        return false;
    }
}
