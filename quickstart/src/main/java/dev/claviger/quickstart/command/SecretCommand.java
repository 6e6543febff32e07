package dev.claviger.quickstart.command;

import dev.claviger.contract.ApiKey;
import dev.claviger.contract.ClientSecret;
import dev.claviger.contract.RefreshToken;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * {@code ./claviger verify-secret}: what a string that looks like ours says of itself. It asks nobody, so it cannot say whether the secret is
 * live, and it reads standard input, for arguments end in the shell's history.
 */
final class SecretCommand {

    static final Set<String> OPTIONS = Set.of();

    private static final int LONGEST = 1024;
    private static final Pattern LOOKS_LIKE_OURS =
            Pattern.compile(ClientSecret.SCANNER_PATTERN + "|" + ApiKey.SCANNER_PATTERN + "|" + RefreshToken.SCANNER_PATTERN);

    private SecretCommand() {
    }

    static String verdict(InputStream in) {
        String text = read(in);
        return clientSecret(text).or(() -> apiKey(text)).or(() -> refreshToken(text))
                .map(said -> "well-formed: " + said + "\nWhether it is live, only its credential-service knows.")
                .orElseThrow(() -> Refused.failed(LOOKS_LIKE_OURS.matcher(text).matches()
                        ? "not well-formed: it has the form, but its checksum is wrong. A mistyped or an invented one"
                        : "not well-formed: no client secret (clv_…), API key (clvk_…) or refresh token (clvr_…)"));
    }

    private static Optional<String> clientSecret(String text) {
        return ClientSecret.parse(text)
                .map(secret -> "a client secret of environment " + secret.environment() + ", credential " + secret.credential());
    }

    private static Optional<String> apiKey(String text) {
        return ApiKey.parse(text).map(key -> "an API key of environment " + key.environment() + ", id " + key.id());
    }

    private static Optional<String> refreshToken(String text) {
        return RefreshToken.parse(text).map(token -> "a refresh token; it names neither environment nor grant");
    }

    private static String read(InputStream in) {
        Console terminal = System.console();
        if (in == System.in && terminal != null && Boolean.getBoolean("claviger.typed")) {
            return new String(terminal.readPassword("The secret (not shown): ")).strip();
        }
        try {
            return new String(in.readNBytes(LONGEST), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
