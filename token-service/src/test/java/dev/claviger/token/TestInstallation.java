package dev.claviger.token;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** What token-service needs around it: a PostgreSQL and a credential-service. */
public final class TestInstallation implements QuarkusTestResourceLifecycleManager {

    private EmbeddedPostgres postgres;
    private TestCredentialService credentialService;

    @Override
    public Map<String, String> start() {
        try {
            postgres = TestDatabase.start();
        } catch (IOException unstartable) {
            throw new UncheckedIOException(unstartable);
        }
        credentialService = new TestCredentialService();
        return Map.of("claviger.database.url", "postgresql://localhost:" + postgres.getPort() + "/postgres",
                "claviger.database.username", "postgres",
                "claviger.database.password", "postgres",
                "claviger.internal.url", credentialService.url(),
                "claviger.feed.max-staleness", "PT4S",
                "claviger.usage.flush-interval", "PT1S");
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(credentialService, field -> field.getType() == TestCredentialService.class);
    }

    @Override
    public void stop() {
        credentialService.close();
        try {
            postgres.close();
        } catch (IOException already) {
            throw new UncheckedIOException(already);
        }
    }
}
