package dev.claviger.credential.event;

import io.vertx.core.net.PemTrustOptions;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;

/** How a connection of which Quarkus knows nothing is made: by the same login, and with the same demand on the server's certificate. */
final class DatabaseLogin {

    private DatabaseLogin() {
    }

    static PgConnectOptions at(String url, DatabaseConfig database) {
        PgConnectOptions options = PgConnectOptions.fromUri(url).setUser(database.username()).setPassword(database.password());
        return database.trustFile().map(file -> options.setSslMode(SslMode.VERIFY_FULL).setHostnameVerificationAlgorithm("HTTPS")
                .setPemTrustOptions(new PemTrustOptions().addCertPath(file.toString()))).orElse(options);
    }
}
