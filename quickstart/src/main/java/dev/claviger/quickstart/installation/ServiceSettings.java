package dev.claviger.quickstart.installation;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Properties;

/**
 * What each service is told. It goes through a file of mode 600, not through the command line, which every user of the
 * machine can read.
 */
final class ServiceSettings {

    /** Above environment variables (300), so that a stray one cannot bend the installation; below -D (400). */
    private static final String ORDINAL = "350";

    private final Blueprint blueprint;
    private final LocalSecrets secrets;

    ServiceSettings(Blueprint blueprint, LocalSecrets secrets) {
        this.blueprint = blueprint;
        this.secrets = secrets;
    }

    Path write(Service service) {
        Path file = blueprint.folder().resolve(service.module() + ".properties");
        PrivateFiles.write(file, text(of(service)));
        return file;
    }

    Properties of(Service service) {
        Properties settings = shared(service);
        switch (service) {
            case CREDENTIAL -> credential(settings);
            case TOKEN -> token(settings);
            case GATEWAY -> gateway(settings);
        }
        return settings;
    }

    private Properties shared(Service service) {
        Properties settings = new Properties();
        settings.setProperty("config_ordinal", ORDINAL);
        // -D goes to all three services: each passes over what only another knows.
        settings.setProperty("smallrye.config.mapping.validate-unknown", "false");
        settings.setProperty("claviger.issuer", blueprint.issuer());
        settings.setProperty("quarkus.management.host", "127.0.0.1");
        settings.setProperty("quarkus.management.port", port(blueprint.ports().management(service)));
        if (blueprint.tls()) {
            settings.setProperty("claviger.tls.trust-file", LocalCertificates.authority(blueprint).toString());
        }
        return settings;
    }

    private void credential(Properties settings) {
        http(settings, blueprint.ports().credential());
        database(settings, EmbeddedDatabase.CREDENTIAL);
        settings.setProperty("claviger.jwks-url", blueprint.tokenService() + "/oauth2/jwks");
        settings.setProperty("claviger.internal.gateway-keys", secrets.gatewayKey());
        settings.setProperty("claviger.internal.token-service-keys", secrets.tokenServiceKey());
        settings.setProperty("claviger.secrets.peppers.1", secrets.pepper());
        settings.setProperty("claviger.one-time-passwords.encryption-key", secrets.oneTimePasswordsEncryptionKey());
        settings.setProperty("claviger.downloads.api-endpoint", blueprint.gateway().getScheme() + "://{host}:" + blueprint.ports().gateway());
        settings.setProperty("claviger.bootstrap.client-id", secrets.adminClientId());
        settings.setProperty("claviger.bootstrap.client-secret-file", secrets.adminClientSecretFile().toString());
        settings.setProperty("claviger.console.public-url", blueprint.console().toString());
        settings.setProperty("claviger.console.gateway-url", blueprint.management(Service.GATEWAY).toString());
        settings.setProperty("claviger.console.client-id", secrets.consoleClientId());
        settings.setProperty("claviger.console.client-secret-file", secrets.consoleClientSecretFile().toString());
    }

    private void token(Properties settings) {
        http(settings, blueprint.ports().token());
        database(settings, EmbeddedDatabase.TOKEN);
        settings.setProperty("claviger.internal.url", blueprint.credentialService().toString());
        settings.setProperty("claviger.internal.key", secrets.tokenServiceKey());
        settings.setProperty("claviger.signing.encryption-key", secrets.signingEncryptionKey());
        settings.setProperty("claviger.refresh.peppers.1", secrets.refreshPepper());
        // The console, which hears of sign-outs, runs on this machine.
        settings.setProperty("claviger.logout.allowed-networks", "127.0.0.0/8,::1");
    }

    private void gateway(Properties settings) {
        settings.setProperty("claviger.gateway.host", "127.0.0.1");
        settings.setProperty("claviger.gateway.port", port(blueprint.ports().gateway()));
        settings.setProperty("claviger.routes.files", element(blueprint.routesFile()));
        settings.setProperty("claviger.internal.url", blueprint.credentialService().toString());
        settings.setProperty("claviger.internal.key", secrets.gatewayKey());
        // Tenants' APIs run on this machine, too.
        settings.setProperty("claviger.upstream.allowed-networks", "127.0.0.0/8,::1");
        // Where token-service listens, also when a setting gives it another name than its address.
        settings.setProperty("claviger.jwks-url", blueprint.tokenService() + "/oauth2/jwks");
        settings.setProperty("claviger.token-service-url", blueprint.tokenService().toString());
        if (blueprint.tls()) {
            settings.setProperty("claviger.gateway.tls.certificate-file", LocalCertificates.certificate(blueprint).toString());
            settings.setProperty("claviger.gateway.tls.key-file", LocalCertificates.key(blueprint).toString());
        }
    }

    private void http(Properties settings, int port) {
        settings.setProperty("quarkus.http.host", "127.0.0.1");
        settings.setProperty(blueprint.tls() ? "quarkus.http.ssl-port" : "quarkus.http.port", port(port));
        if (blueprint.tls()) {
            settings.setProperty("quarkus.http.insecure-requests", "disabled");
            settings.setProperty("quarkus.http.ssl.certificate.files", element(LocalCertificates.certificate(blueprint)));
            settings.setProperty("quarkus.http.ssl.certificate.key-files", element(LocalCertificates.key(blueprint)));
        }
    }

    private void database(Properties settings, String name) {
        settings.setProperty("claviger.database.url", "postgresql://127.0.0.1:" + blueprint.ports().database() + "/" + name);
        settings.setProperty("claviger.database.username", name);
        settings.setProperty("claviger.database.password", secrets.databasePassword(name));
    }

    private static String port(int port) {
        return Integer.toString(port);
    }

    /** A path as an element of a list, where a comma would end it. */
    private static String element(Path path) {
        return path.toString().replace(",", "\\,");
    }

    private static String text(Properties settings) {
        try {
            StringWriter text = new StringWriter();
            settings.store(text, "Written at every start of the quickstart; give -Dkey=value to change something");
            return text.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
