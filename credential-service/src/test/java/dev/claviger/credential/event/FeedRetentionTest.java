package dev.claviger.credential.event;

import static dev.claviger.credential.AdminApi.asGateway;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import jakarta.inject.Inject;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.claviger.credential.TestInstallation;
import io.vertx.mutiny.sqlclient.Pool;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@QuarkusTestResource(TestInstallation.class)
class FeedRetentionTest {

    @Inject
    Pool pool;
    @Inject
    FeedRetention retention;

    @Test
    @DisplayName("a revocation is told while an access token may live, and kept while a refresh token may")
    void keeps_revocations_for_grants_longer_than_it_tells_of_them() {
        insert(-1, "living", "1 hour");
        insert(-2, "grants", "-399 days");
        insert(-3, "nobody", "-401 days");
        retention.prune().await().indefinitely();
        assertThat(kept()).containsExactlyInAnyOrder("living", "grants");
        assertThat(asGateway().get("/internal/snapshot").jsonPath().getList("revocations.target.tenant")).contains("living").doesNotContain("grants");
        pool.query("delete from live_revocation where position < 0").executeAndAwait();
    }

    @Test
    @DisplayName("what ends one access token is forgotten with the token: no grant is judged by it")
    void keeps_revocations_of_single_tokens_no_longer_than_the_tokens() {
        insert(-1, "living", "1 hour");
        insert(-2, "over", "-1 minute");
        pool.query("update live_revocation set token_id = 'token' || position where position < 0").executeAndAwait();
        retention.prune().await().indefinitely();
        assertThat(kept()).containsExactly("living");
        pool.query("delete from live_revocation where position < 0").executeAndAwait();
    }

    private void insert(long position, String tenant, String from) {
        pool.query("insert into live_revocation (position, tenant_id, keep_until) values (" + position + ", '" + tenant + "', now() + interval '" + from + "')").executeAndAwait();
    }

    private List<String> kept() {
        return pool.query("select tenant_id from live_revocation where position < 0").executeAndAwait().stream().map(row -> row.getString(0)).toList();
    }
}
