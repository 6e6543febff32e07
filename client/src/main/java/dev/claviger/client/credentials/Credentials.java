package dev.claviger.client.credentials;

import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * A client application's credentials and the two addresses they are for.
 *
 * @param authEndpoint the authorization server, to which {@code /oauth2/token} is added
 * @param apiEndpoint  the API, to whose scheme, host and port access tokens are sent, and nowhere else
 * @param apiKey       sent as {@code x-api-key} beside the access token, where the API demands one
 */
public record Credentials(String clientId, String clientSecret, URI authEndpoint, URI apiEndpoint, Optional<String> apiKey) {

    /** The profile that is meant when none is named. */
    public static final String DEFAULT_PROFILE = "default";

    /** @throws IllegalArgumentException for an address that is none, or that would carry secrets in clear text over a network */
    public Credentials {
        Objects.requireNonNull(clientId, "clientId");
        Objects.requireNonNull(clientSecret, "clientSecret");
        Endpoint.require("auth_endpoint", authEndpoint);
        Endpoint.require("api_endpoint", apiEndpoint);
        Objects.requireNonNull(apiKey, "apiKey");
    }

    /** Those of this process: environment variables, then the two files' profile {@code default}. */
    public static Credentials find() {
        return CredentialsSearch.ofThisProcess().find();
    }

    /** Those of a profile, from the two files alone: whoever names a profile does not mean what the environment happens to hold. */
    public static Credentials ofProfile(String profile) {
        return CredentialsSearch.ofThisProcess().profile(profile);
    }

    /** Those of a profile in one file. */
    public static Credentials in(Path file, String profile) {
        return CredentialsFile.read(file)
                .flatMap(found -> found.profile(profile))
                .orElseThrow(() -> new MissingCredentials("No profile [" + profile + "] in " + file + "."));
    }

    /** Never the secret, nor the API key. */
    @Override
    public String toString() {
        return "Credentials[" + clientId + ", " + authEndpoint + ", " + apiEndpoint + "]";
    }
}
