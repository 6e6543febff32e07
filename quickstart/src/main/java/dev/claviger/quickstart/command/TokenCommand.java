package dev.claviger.quickstart.command;

import dev.claviger.client.ClavigerClient;
import dev.claviger.client.credentials.Credentials;
import dev.claviger.client.credentials.MissingCredentials;
import dev.claviger.quickstart.installation.LocalCertificates;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** {@code ./claviger token}: an access token for the shell, from the credentials every program here would find. */
final class TokenCommand {

    static final Set<String> OPTIONS = Set.of("--profile", "--credentials", "--cacert");

    private TokenCommand() {
    }

    static String token(Options options) {
        try {
            return client(options).accessToken();
        } catch (MissingCredentials e) {
            throw Refused.failed(e.getMessage());
        } catch (UncheckedIOException e) {
            throw Refused.failed(e.getMessage());
        } catch (IOException e) {
            throw Refused.failed("no access token: " + Optional.ofNullable(e.getMessage()).orElse("nobody answers at auth_endpoint"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Refused.failed("interrupted");
        }
    }

    private static ClavigerClient client(Options options) {
        Credentials credentials = credentials(options);
        return options.value("--cacert").map(authority -> ClavigerClient.of(credentials, trusting(Path.of(authority))))
                .orElseGet(() -> ClavigerClient.of(credentials));
    }

    private static Credentials credentials(Options options) {
        Optional<String> profile = options.value("--profile");
        return options.value("--credentials")
                .map(file -> Credentials.in(Path.of(file), profile.orElse(Credentials.DEFAULT_PROFILE)))
                .or(() -> profile.map(Credentials::ofProfile))
                .orElseGet(Credentials::find);
    }

    private static HttpClient trusting(Path authority) {
        return HttpClient.newBuilder().sslContext(LocalCertificates.trust(authority)).connectTimeout(Duration.ofSeconds(10)).build();
    }
}
