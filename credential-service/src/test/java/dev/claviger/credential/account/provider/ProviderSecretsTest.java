package dev.claviger.credential.account.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

import jakarta.inject.Inject;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.claviger.credential.AdminApi;
import dev.claviger.credential.TestInstallation;
import dev.claviger.credential.account.otp.OneTimePasswordsConfig;
import dev.claviger.credential.account.otp.SecretEncryption;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;

@QuarkusTest
@QuarkusTestResource(TestInstallation.class)
class ProviderSecretsTest {

    @Inject
    Pool pool;

    @Test
    @DisplayName("a secret under the previous key is stored anew, so that the key can go, and others are left alone")
    void renews_what_is_under_the_previous_key() {
        String tenant = AdminApi.newTenant();
        String other = AdminApi.newTenant();
        ProviderSecrets before = under('a', null);
        ProviderSecrets after = under('b', 'a');
        put(tenant, before);
        put(other, after);
        byte[] kept = stored(other).getBytes();
        after.renew().await().atMost(Duration.ofSeconds(5));
        assertThat(open(under('b', null), tenant)).contains("the secret");
        assertThat(open(before, tenant)).isEmpty();
        assertThat(stored(other).getBytes()).isEqualTo(kept);
    }

    private void put(String tenant, ProviderSecrets secrets) {
        ProviderForm form = new ProviderForm("https://login.example.com", "Acme", "us", java.util.List.of(), "email", false, false);
        pool.preparedQuery("insert into identity_provider (tenant_id, issuer, name, client_id, client_secret, scopes, claim, create_people, passwords, created_at, version)"
                + " values ($1, 'https://login.example.com', 'Acme', 'us', $2, '{}', 'email', false, 'allowed', now(), 0)")
                .executeAndAwait(Tuple.of(tenant, Buffer.buffer(secrets.seal("the secret", tenant, form))));
    }

    private io.vertx.mutiny.core.buffer.Buffer stored(String tenant) {
        return pool.preparedQuery("select client_secret from identity_provider where tenant_id = $1").executeAndAwait(Tuple.of(tenant)).iterator().next().getBuffer(0);
    }

    private Optional<String> open(ProviderSecrets secrets, String tenant) {
        RegisteredProvider provider = new RegisteredProvider();
        provider.tenant = tenant;
        provider.issuer = "https://login.example.com";
        provider.clientId = "us";
        provider.sealedSecret = stored(tenant).getBytes();
        return secrets.open(provider);
    }

    private ProviderSecrets under(char current, Character previous) {
        return new ProviderSecrets(new SecretEncryption(new Keys(key(current), previous == null ? null : key(previous))), pool);
    }

    private static String key(char of) {
        return Base64.getEncoder().encodeToString(String.valueOf(of).repeat(32).getBytes(StandardCharsets.US_ASCII));
    }

    private record Keys(String current, String previous) implements OneTimePasswordsConfig {

        @Override
        public Optional<String> encryptionKey() {
            return Optional.of(current);
        }

        @Override
        public Optional<String> nextEncryptionKey() {
            return Optional.empty();
        }

        @Override
        public Optional<String> previousEncryptionKey() {
            return Optional.ofNullable(previous);
        }

        @Override
        public String issuer() {
            return "Claviger";
        }
    }
}
