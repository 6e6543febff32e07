package dev.claviger.token.refresh;

import dev.claviger.contract.RefreshToken;
import dev.claviger.token.TestClient;
import dev.claviger.token.TestClock;
import dev.claviger.token.TestPool;
import dev.claviger.token.error.OAuthException;
import dev.claviger.token.grant.HeldGrant;
import dev.claviger.token.token.IssuedTokens;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;

@DisplayName("Whatever is done in whatever order, on whichever replica, the grant does what this model of it does")
class RotationModelTest {

    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final Duration LIFETIME = Duration.ofMinutes(2);
    private static final int STEPS = 40;

    private static TestPool database;
    private static TestReplica[] replicas;
    private static final TestClock CLOCK = new TestClock("2026-01-01T00:00:00Z");

    private final TestClient client = TestClient.of("acme", "production", "a").withRefresh(LIFETIME, true, false);
    /** In the order of issue: each is the successor of the one before. */
    private final List<Modelled> line = new ArrayList<>();
    private boolean ended;

    @BeforeAll
    static void start() throws IOException {
        database = new TestPool();
        replicas = new TestReplica[] {new TestReplica(database.ofAReplica(), CLOCK), new TestReplica(database.ofAReplica(), CLOCK)};
    }

    @AfterAll
    static void stop() throws IOException {
        database.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void a_random_life(long seed) {
        Random random = new Random(seed);
        line.add(new Modelled(replicas[0].begin(client).refreshToken().orElseThrow(), CLOCK.instant()));
        HeldGrant grant = TestPool.await(replicas[0].grants.findGrant(line.get(0).token)).orElseThrow();
        for (int step = 0; step < STEPS; step++) {
            int dice = random.nextInt(100);
            if (dice < 30) {
                CLOCK.pass(Duration.ofSeconds(random.nextInt(15)));
            } else if (dice < 31) {
                TestPool.await(replicas[random.nextInt(2)].grants.end(grant));
                ended = true;
            } else {
                // Mostly near the end of the line, where the interesting things are.
                int back = random.nextInt(10) < 7 ? 0 : random.nextInt(Math.min(3, line.size()));
                use(line.size() - 1 - back, replicas[random.nextInt(2)], "seed " + seed + ", step " + step);
            }
        }
    }

    private void use(int index, TestReplica replica, String where) {
        Modelled used = line.get(index);
        Optional<IssuedTokens> answer = attempt(replica, used.token);
        if (ended || !CLOCK.instant().isBefore(used.issuedAt.plus(LIFETIME))) {
            assertThat(answer).as(where + ": nothing to have").isEmpty();
        } else if (used.spentAt == null) {
            used.spentAt = CLOCK.instant();
            assertThat(answer).as(where + ": the next pair").isPresent();
            line.add(new Modelled(answer.get().refreshToken().orElseThrow(), CLOCK.instant()));
        } else if (CLOCK.instant().isBefore(used.spentAt.plus(GRACE)) && line.get(index + 1).spentAt == null) {
            assertThat(answer.flatMap(IssuedTokens::refreshToken).map(RefreshToken::reveal)).as(where + ": the same pair again")
                    .contains(line.get(index + 1).token.reveal());
        } else {
            assertThat(answer).as(where + ": reuse").isEmpty();
            ended = true;
        }
    }

    private Optional<IssuedTokens> attempt(TestReplica replica, RefreshToken token) {
        try {
            return Optional.of(replica.refreshed(token, client));
        } catch (OAuthException refused) {
            assertThat(refused.code()).isEqualTo("invalid_grant");
            return Optional.empty();
        }
    }

    private static final class Modelled {
        private final RefreshToken token;
        private final Instant issuedAt;
        private Instant spentAt;

        private Modelled(RefreshToken token, Instant issuedAt) {
            this.token = token;
            this.issuedAt = issuedAt;
        }
    }
}
