package dev.claviger.credential;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import com.sun.net.httpserver.HttpServer;
import dev.claviger.contract.ClientSecret;
import dev.claviger.contract.CredentialId;
import dev.claviger.contract.EnvironmentName;
import dev.claviger.credential.account.session.TestTokenService;
import dev.claviger.credential.console.environment.explain.TestGatewayPort;
import dev.claviger.credential.console.signin.TestProvider;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/** What a running credential-service needs around it: PostgreSQL, a token-service's key set, a first administrator. */
public final class TestInstallation implements QuarkusTestResourceLifecycleManager {

    public static final String ADMIN_CLIENT = "TestAdministrator00";
    public static final CredentialId ADMIN_CREDENTIAL = new CredentialId("AdministratorSecret1");
    public static final ClientSecret ADMIN_SECRET = ClientSecret.generate(new EnvironmentName("platform"), ADMIN_CREDENTIAL);

    public static final String CONSOLE_CLIENT = "ConsoleOfTheTests00";
    public static final ClientSecret CONSOLE_SECRET = ClientSecret.generate(new EnvironmentName("platform"), new CredentialId("ConsoleOfTheTests01"));

    private EmbeddedPostgres postgres;
    private HttpServer keys;

    @Override
    public Map<String, String> start() {
        try {
            postgres = EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
            keys = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
            keys.createContext("/oauth2/jwks", exchange -> {
                byte[] body = AdminToken.keySet().getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            String provider = TestProvider.serve(keys);
            String gateway = TestGatewayPort.serve(keys);
            TestTokenService.serve(keys);
            keys.start();
            Path secret = Files.writeString(Files.createTempFile("administrator", ".secret"), ADMIN_SECRET.reveal() + "\n");
            secret.toFile().deleteOnExit();
            Path consoleSecret = Files.writeString(Files.createTempFile("console", ".secret"), CONSOLE_SECRET.reveal() + "\n");
            consoleSecret.toFile().deleteOnExit();
            Map<String, String> console = Map.of("claviger.console.issuer", provider, "claviger.console.client-id", CONSOLE_CLIENT, "claviger.console.client-secret-file", consoleSecret.toString(),
                    "claviger.console.gateway-url", gateway);
            Map<String, String> settings = new HashMap<>(Map.of("claviger.secrets.peppers.2", "dGhlIHNlY29uZCBwZXBwZXIgb2YgdGhlIHRlc3Qgc3VpdGUh",
                    "claviger.database.url", "postgresql://127.0.0.1:" + postgres.getPort() + "/postgres",
                    "claviger.database.username", "postgres", "claviger.database.password", "postgres",
                    "claviger.jwks-url", "http://127.0.0.1:" + keys.getAddress().getPort() + "/oauth2/jwks",
                    "claviger.bootstrap.client-id", ADMIN_CLIENT, "claviger.bootstrap.client-secret-file", secret.toString()));
            settings.putAll(console);
            return settings;
        } catch (IOException cannotStart) {
            throw new IllegalStateException(cannotStart);
        }
    }

    @Override
    public void stop() {
        try {
            keys.stop(0);
            postgres.close();
        } catch (IOException alreadyGone) {
            // nothing is left to stop
        }
    }
}
