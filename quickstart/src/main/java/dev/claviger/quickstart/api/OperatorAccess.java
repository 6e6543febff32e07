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

/**
 * Where an administrator's commands go and as whom: what {@code .claviger/env} says while an installation runs here, and before it what the environment says by
 * the same names.
 */
public final class OperatorAccess {

    private static final String[] NAMES = {"TOKEN_URL", "ADMIN_URL", "ADMIN_CLIENT_ID", "ADMIN_CLIENT_SECRET", "GATEWAY_MANAGEMENT_URL"};

    private final Map<String, String> values;
    private final HttpClient client;

    private OperatorAccess(Map<String, String> values, HttpClient client) {
        this.values = values;
        this.client = client;
    }

    /** @param folder {@code .claviger} of the installation here, if there is one */
    public static OperatorAccess find(Map<String, String> environment, Path folder) {
        Map<String, String> values = new HashMap<>(written(folder.resolve("env")));
        for (String name : NAMES) {
            if (environment.containsKey(name)) {
                values.put(name, environment.get(name));
            }
        }
        Path authority = folder.resolve("ca.pem");
        HttpClient.Builder client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10));
        return new OperatorAccess(values, (Files.isReadable(authority) ? client.sslContext(LocalCertificates.trust(authority)) : client).build());
    }

    /** With an access token of the administrator. */
    public AdminApi admin() {
        String token = Call.form(value("TOKEN_URL"), "grant_type=client_credentials").as(value("ADMIN_CLIENT_ID") + ":" + value("ADMIN_CLIENT_SECRET"))
                .send(client, Map.of()).require("the administrator's token request", 200).text("access_token");
        return new AdminApi(client, value("ADMIN_URL"), token);
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
