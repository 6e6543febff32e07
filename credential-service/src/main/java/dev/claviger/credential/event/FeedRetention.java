package dev.claviger.credential.event;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

import jakarta.inject.Singleton;

import dev.claviger.credential.lifetime.TokensConfig;
import dev.claviger.credential.upkeep.PartitionedTable;
import dev.claviger.credential.upkeep.Partitions;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * Forgets events nobody is expected to come back for, and revocations that can concern no token any more. Those of access tokens
 * have expired at a revocation's {@code keep_until}; a refresh token from the same moment may live for its longest lifetime
 * beyond, and until then it is asked here whether its grant stands. What ends a single access token ends no grant.
 */
@Singleton
class FeedRetention {

    private static final String REVOCATIONS = "delete from live_revocation where keep_until < $1";
    private static final String OF_SINGLE_TOKENS = "delete from live_revocation where token_id is not null and keep_until < $1";

    private final Pool pool;
    private final Partitions partitions;
    private final FeedConfig config;
    private final TokensConfig tokens;
    private final Clock clock;

    FeedRetention(Pool pool, Partitions partitions, FeedConfig config, TokensConfig tokens, Clock clock) {
        this.pool = pool;
        this.partitions = partitions;
        this.config = config;
        this.tokens = tokens;
        this.clock = clock;
    }

    @Scheduled(every = "10m", delayed = "1m")
    Uni<Void> prune() {
        OffsetDateTime now = OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
        return partitions.keep(PartitionedTable.EVENT, now.minus(config.retention()).toInstant())
                .eventually(() -> forgetRevocations(now));
    }

    private Uni<Void> forgetRevocations(OffsetDateTime now) {
        return pool.preparedQuery(REVOCATIONS).execute(Tuple.of(now.minus(tokens.maxRefreshTokenLifetime())))
                .chain(() -> pool.preparedQuery(OF_SINGLE_TOKENS).execute(Tuple.of(now))).replaceWithVoid();
    }
}
