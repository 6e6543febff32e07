package dev.claviger.gateway;

import static java.util.Map.entry;

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
            String operatorToken = ISSUER.token(TestIssuer.claims("claviger:admin").put("aud", "urn:claviger:admin"));
            return Map.ofEntries(entry("claviger.issuer", TestIssuer.ISSUER), entry("claviger.jwks-url", services.url() + "/oauth2/jwks"), entry("claviger.internal.url", services.url()),
                    entry("claviger.internal.key", TestServices.KEY), entry("claviger.routes.files", routes.toString()), entry("claviger.gateway.port", "0"),
                    entry("claviger.upstream.allowed-networks", "127.0.0.0/8"), entry("test.token", token), entry("test.operator-token", operatorToken));
        } catch (Exception broken) {
            throw new IllegalStateException(broken);
        }
    }

    @Override
    public void stop() {
        vertx.close();
    }
}
