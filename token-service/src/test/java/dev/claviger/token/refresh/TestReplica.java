package dev.claviger.token.refresh;

import dev.claviger.contract.RefreshToken;
import dev.claviger.token.TestClient;
import dev.claviger.token.TestPool;
import dev.claviger.token.TestSettings;
import dev.claviger.token.client.AuthenticatedClient;
import dev.claviger.token.client.ProvenClients;
import dev.claviger.token.database.Database;
import dev.claviger.token.grant.TestGrants;
import dev.claviger.token.limit.RevocationConfig;
import dev.claviger.token.limit.RevocationLimits;
import dev.claviger.token.outbox.TestOutbox;
import dev.claviger.token.token.IssuedTokens;
import dev.claviger.token.token.TestIssuer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** The rooms of one replica around refresh tokens, over its own pool. */
public final class TestReplica {

    static final Map<String, String> FIRST_PEPPER = Map.of("claviger.refresh.peppers.1", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");

    public final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    public final Pool pool;
    public final Database database;
    public final TokenHashes hashes;
    public final TestOutbox outbox;
    public final Grants grants;
    public final RefreshTokens tokens;
    final Forgetting forgetting;

    public TestReplica(Pool pool, Clock clock) {
        this(pool, clock, FIRST_PEPPER);
    }

    TestReplica(Pool pool, Clock clock, Map<String, String> settings) {
        RefreshConfig config = TestSettings.of(RefreshConfig.class, settings);
        this.hashes = new TokenHashes(config);
        this.database = new Database(pool);
        this.pool = pool;
        this.outbox = new TestOutbox(pool);
        this.grants = new Grants(database, hashes, outbox.outbox, clock);
        this.tokens = new RefreshTokens(database, hashes,
                new RefreshTokenUse(hashes, TestIssuer.at(clock), grants, outbox.outbox, clock, config), grants, outbox.outbox,
                new RevocationLimits(TestSettings.of(RevocationConfig.class, settings), clock), TestIssuer.at(clock), clock, meters);
        this.forgetting = new Forgetting(pool, clock, config);
    }

    IssuedTokens begin(TestClient client) {
        return TestPool.await(tokens.begin(TestGrants.begun(client), true));
    }

    Future<IssuedTokens> refresh(RefreshToken token, TestClient client) {
        AuthenticatedClient proven = ProvenClients.of(client);
        return tokens.find(token, Optional.of(proven)).compose(held -> tokens.use(token, TestGrants.goingOn(held, client)));
    }

    public IssuedTokens refreshed(RefreshToken token, TestClient client) {
        return TestPool.await(refresh(token, client));
    }
}
