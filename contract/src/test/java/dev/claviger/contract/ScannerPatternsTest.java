package dev.claviger.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ScannerPatternsTest {

    @Test
    @DisplayName("what SECURITY.md has scanners look for is what is issued")
    void are_published_as_they_are() throws IOException {
        List<String> published = Files.readAllLines(Path.of("../SECURITY.md")).stream().filter(line -> line.matches("\\| .* \\| `clv.*` \\|"))
                .map(line -> line.substring(line.indexOf('`') + 1, line.lastIndexOf('`'))).toList();

        assertThat(published).containsExactlyInAnyOrder(ClientSecret.SCANNER_PATTERN, ApiKey.SCANNER_PATTERN, RefreshToken.SCANNER_PATTERN,
                PasswordToken.SCANNER_PATTERN, AuthorizationCode.SCANNER_PATTERN);
    }
}
