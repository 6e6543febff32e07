package dev.claviger.gateway;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What the application needs around it when Quarkus starts it: the services' stand-ins and a route file. */
public class TestSurroundings implements QuarkusTestResourceLifecycleManager {

    private static final TestIssuer ISSUER = TestIssuer.es256("key-1");
    private Vertx vertx;

    @Override
    public Map<String, String> start() {
        try {
            vertx = Vertx.vertx();
            TestUpstream upstream = new TestUpstream(vertx, "acme");
            TestServices services = new TestServices(vertx, TestIssuer.jwks(ISSUER)).environment("acme", "prod", List.of(TestGateway.HOST), List.of(upstream.url()), List.of()).start();
            Path routes = Files.writeString(Files.createTempFile("routes", ".yaml"), TestGateway.ROUTES);
            String token = ISSUER.token("items.read");
            return Map.of("claviger.issuer", TestIssuer.ISSUER, "claviger.jwks-url", services.url() + "/oauth2/jwks", "claviger.internal.url", services.url(),
                    "claviger.internal.key", TestServices.KEY, "claviger.routes.files", routes.toString(), "claviger.gateway.port", "0", "claviger.upstream.allowed-networks", "127.0.0.0/8", "test.token", token);
        } catch (Exception broken) {
            throw new IllegalStateException(broken);
        }
    }

    @Override
    public void stop() {
        vertx.close();
    }
}
