package dev.claviger.credential.leak;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.claviger.contract.ApiKey;
import dev.claviger.contract.ApiKeyId;
import dev.claviger.contract.ClientSecret;
import dev.claviger.contract.CredentialId;
import dev.claviger.contract.EnvironmentName;
import dev.claviger.contract.RefreshToken;

/** What SECURITY.md tells authors of scanners. */
class PublishedPatternsTest {

    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    @Test
    void the_published_expressions_are_those_of_the_code() throws IOException {
        assertThat(Files.readString(Path.of("../SECURITY.md"))).contains("`" + ClientSecret.SCANNER_PATTERN + "`", "`" + ApiKey.SCANNER_PATTERN + "`",
                "`" + RefreshToken.SCANNER_PATTERN + "`", DIGITS);
    }

    static List<String> issued() {
        EnvironmentName environment = new EnvironmentName("a-b");
        return List.of(ClientSecret.generate(environment, new CredentialId("0123456789abcdef")).reveal(),
                ApiKey.generate(environment, new ApiKeyId("0123456789abcdef")).reveal(), RefreshToken.generate().reveal());
    }

    @ParameterizedTest
    @MethodSource("issued")
    @DisplayName("the last six digits are CRC-32 in base 62, as the published lines compute it")
    void the_published_checksum_is_that_of_the_code(String secret) {
        CRC32 crc = new CRC32();
        crc.update(secret.substring(0, secret.length() - 6).getBytes(StandardCharsets.US_ASCII));
        long rest = crc.getValue();
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < 6; i++) {
            digits.insert(0, DIGITS.charAt((int) (rest % 62)));
            rest /= 62;
        }
        assertThat(secret).endsWith(digits.toString());
    }
}
