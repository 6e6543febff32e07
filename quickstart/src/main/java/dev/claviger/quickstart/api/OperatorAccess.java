package dev.claviger.quickstart.api;

import dev.claviger.quickstart.installation.LocalCertificates;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where an administrator's commands go and as whom: what {@code .claviger/env} says while an installation runs here, and before it what the environment says by
 * the same names.
 */
public final class OperatorAccess {

    private static final String[] NAMES = {"TOKEN_URL", "ADMIN_URL", "ADMIN_CLIENT_ID", "ADMIN_CLIENT_SECRET", "GATEWAY_MANAGEMENT_URL"};
    private static final String[] MORE_NAMES = {"ISSUER", "GATEWAY_URL", "TOKEN_MANAGEMENT_URL", "CREDENTIAL_MANAGEMENT_URL"};

    private final Map<String, String> values;
    private final Optional<Path> authority;
    private final HttpClient client;

    private OperatorAccess(Map<String, String> values, Optional<Path> authority) {
        this.values = values;
        this.authority = authority;
        HttpClient.Builder builder = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10));
        this.client = authority.map(file -> builder.sslContext(LocalCertificates.trust(file))).orElse(builder).build();
    }

    /** @param folder {@code .claviger} of the installation here, if there is one */
    public static OperatorAccess find(Map<String, String> environment, Path folder) {
        Map<String, String> values = new HashMap<>(written(folder.resolve("env")));
        Stream.of(NAMES, MORE_NAMES).flatMap(Stream::of).filter(environment::containsKey).forEach(name -> values.put(name, environment.get(name)));
        Path authority = folder.resolve("ca.pem");
        return new OperatorAccess(values, Optional.of(authority).filter(Files::isReadable));
    }

    /** Of another installation than the one here: what the environment does not say is not known. */
    public static OperatorAccess elsewhere(Map<String, String> environment, Optional<Path> authority) {
        return new OperatorAccess(new HashMap<>(environment), authority);
    }

    /** Empty when neither the installation here nor the environment says. */
    public Optional<String> find(String name) {
        return Optional.ofNullable(values.get(name)).filter(value -> !value.isBlank());
    }

    /** Whose certificates are believed; the JDK's authorities' without it. */
    public Optional<Path> authority() {
        return authority;
    }

    /** With an access token of the administrator. */
    public AdminApi admin() {
        return new AdminApi(client, value("ADMIN_URL"), token());
    }

    /** An access token of the administrator. */
    public String token() {
        return Call.form(value("TOKEN_URL"), "grant_type=client_credentials").as(value("ADMIN_CLIENT_ID") + ":" + value("ADMIN_CLIENT_SECRET"))
                .send(client, Map.of()).require("the administrator's token request", 200).text("access_token");
    }

    /** Asks the gateway on its management port, as the administrator. */
    public Answer explain(String question) {
        return Call.json("POST", value("GATEWAY_MANAGEMENT_URL") + "/explain", question).with("Authorization: Bearer " + admin().token()).send(client, Map.of());
    }

    private String value(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new UnexpectedAnswer("no installation runs here, and the environment has no " + name + ". Start one with ./claviger up, or set "
                    + String.join(", ", NAMES));
        }
        return value;
    }

    private static Map<String, String> written(Path env) {
        Map<String, String> values = new HashMap<>();
        try {
            for (String line : Files.exists(env) ? Files.readString(env).split("\n") : new String[0]) {
                int equals = line.indexOf("='");
                if (equals > 0 && line.endsWith("'")) {
                    values.put(line.substring(0, equals), line.substring(equals + 2, line.length() - 1).replace("'\\''", "'"));
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return values;
    }
}
