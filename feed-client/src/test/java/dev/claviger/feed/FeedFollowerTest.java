package dev.claviger.feed;

import dev.claviger.contract.AccessEvent;
import dev.claviger.contract.FeedSnapshot;
import dev.claviger.contract.RecordedEvent;
import dev.claviger.contract.TenantId;
import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;

import static org.assertj.core.api.Assertions.assertThat;

class FeedFollowerTest {

    private static final Duration MAX_STALENESS = Duration.ofMillis(400);
    private static final Instant RECORDED = Instant.ofEpochMilli(1_790_000_000_123L);

    /** Keeps the positions it was given, so that a skipped or doubled event is seen. */
    private static final Projection<List<Long>> POSITIONS = new Projection<>() {
        @Override
        public List<Long> from(FeedSnapshot snapshot) {
            return List.of(-snapshot.position());
        }

        @Override
        public List<Long> apply(List<Long> state, List<RecordedEvent> batch) {
            List<Long> next = new ArrayList<>(state);
            batch.forEach(event -> next.add(event.position()));
            return List.copyOf(next);
        }
    };

    private final Vertx vertx = Vertx.vertx();
    private final TestFeed feed = new TestFeed(vertx);
    private final List<Long> told = new CopyOnWriteArrayList<>();
    private final List<Long> adopted = new CopyOnWriteArrayList<>();
    private volatile Duration nap = Duration.ZERO;
    private final FeedFollower<List<Long>> follower = new FeedFollower<>(vertx,
            new FeedConfig(feed.url(), "key", MAX_STALENESS, Optional.empty()), POSITIONS).onApplied(event -> {
                told.add(event.position());
                sleep(nap);
            }).onApplied(new FeedListener() {
                @Override
                public void applied(RecordedEvent event) {
                }

                @Override
                public void adopted(FeedSnapshot snapshot) {
                    adopted.add(snapshot.position());
                }
            });

    @AfterEach
    void stop() {
        follower.close();
        feed.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void holds_nothing_and_is_stale_before_the_first_snapshot() {
        assertThat(follower.current()).isEmpty();
        assertThat(follower.isStale()).isTrue();
    }

    @Test
    void takes_a_snapshot_and_follows_from_its_position() {
        feed.snapshotPosition = 7;
        start();
        feed.record(8, event());
        feed.record(9, event());

        until(() -> position() == 9);
        assertThat(state()).containsExactly(-7L, 8L, 9L);
        assertThat(told).containsExactly(8L, 9L);
        assertThat(adopted).containsExactly(7L);
        assertThat(follower.isStale()).isFalse();
    }

    @Test
    void comes_back_where_it_was_after_a_broken_connection() {
        start();
        feed.record(1, event());
        until(() -> position() == 1);
        feed.accepting = false;
        feed.cutStreams();
        feed.record(2, event());
        feed.accepting = true;

        until(() -> position() == 2);
        assertThat(state()).containsExactly(0L, 1L, 2L);
        assertThat(feed.snapshots).hasValue(1);
    }

    @Test
    void keeps_its_view_but_turns_stale_while_nothing_proves_it() {
        start();
        feed.record(1, event());
        until(() -> position() == 1);
        feed.heartbeats = false;

        until(follower::isStale);
        assertThat(position()).isEqualTo(1);
        feed.heartbeats = true;
        until(() -> !follower.isStale());
    }

    @Test
    void takes_a_snapshot_when_an_event_is_missing() {
        start();
        feed.snapshotPosition = 5;
        feed.record(5, event());

        until(() -> position() == 5);
        assertThat(state()).containsExactly(-5L);
    }

    @Test
    void takes_a_snapshot_when_a_heartbeat_is_ahead_of_what_arrived() {
        start();
        feed.snapshotPosition = 3;

        until(() -> position() == 3);
        assertThat(state()).containsExactly(-3L);
    }

    @Test
    void takes_a_snapshot_after_what_it_cannot_read() {
        start();
        feed.send("id: 1\nevent: client-changed\ndata: {\"recorded_at\":1,\"event\":{\"tenant\":\"NOT A TENANT\"}}\n\n");

        until(() -> feed.snapshots.get() >= 2);
    }

    @Test
    void a_new_feed_id_is_a_new_history() {
        start();
        feed.record(1, event());
        until(() -> position() == 1);
        feed.feedId = "feed-2";

        until(() -> follower.current().orElseThrow().feedId().equals("feed-2"));
    }

    @Test
    void refuses_to_follow_a_database_that_went_back_under_the_same_feed_id() {
        feed.snapshotPosition = 10;
        start();
        feed.snapshotPosition = 4;
        feed.cutStreams();

        until(() -> follower.status() == FeedStatus.REFUSING);
        until(follower::isStale);
        assertThat(position()).isEqualTo(10);

        feed.snapshotPosition = 11;
        int asked = feed.snapshots.get();
        until(() -> feed.snapshots.get() > asked + 1);
        assertThat(follower.status()).as("passing our position again brings nothing back").isEqualTo(FeedStatus.REFUSING);

        feed.feedId = "feed-2";
        until(() -> follower.status() == FeedStatus.FOLLOWING);
        assertThat(position()).isEqualTo(11);
    }

    @Test
    void refuses_a_database_that_went_back_and_has_passed_its_position_again() {
        start();
        feed.record(1, RECORDED, event());
        until(() -> position() == 1);
        feed.restore(() -> {
            feed.record(1, RECORDED.plusMillis(1), event());
            feed.record(2, event());
        });

        until(() -> follower.status() == FeedStatus.REFUSING);
        until(follower::isStale);
        assertThat(state()).as("what it holds stays").containsExactly(0L, 1L);
        int asked = feed.snapshots.get();
        until(() -> feed.snapshots.get() > asked + 1);
        assertThat(follower.status()).isEqualTo(FeedStatus.REFUSING);

        feed.snapshotPosition = 2;
        feed.feedId = "feed-2";
        until(() -> follower.status() == FeedStatus.FOLLOWING);
        assertThat(state()).containsExactly(-2L);
    }

    @Test
    void refuses_a_snapshot_at_its_own_position_of_another_event() {
        feed.snapshotPosition = 3;
        feed.snapshotRecordedAt = Optional.of(RECORDED);
        start();
        feed.snapshotRecordedAt = Optional.of(RECORDED.plusSeconds(1));
        feed.send("id: 4\nevent: client-changed\ndata: {}\n\n");

        until(() -> follower.status() == FeedStatus.REFUSING);
        assertThat(position()).isEqualTo(3);
    }

    @Test
    void says_which_event_it_comes_from_as_soon_as_it_knows() {
        start();
        assertThat(feed.questions).containsExactly("after=0&feed=feed-1");
        feed.record(1, RECORDED, event());
        until(() -> position() == 1);
        feed.cutStreams();

        until(() -> feed.questions.size() == 2);
        assertThat(feed.questions.get(1)).isEqualTo("after=1&feed=feed-1&recorded_at=" + RECORDED.toEpochMilli());
    }

    @Test
    void says_which_event_its_snapshot_comes_from() {
        feed.snapshotPosition = 7;
        feed.snapshotRecordedAt = Optional.of(RECORDED);
        start();

        assertThat(feed.questions).containsExactly("after=7&feed=feed-1&recorded_at=" + RECORDED.toEpochMilli());
    }

    @Test
    void what_a_process_that_slept_finds_in_its_buffers_proves_nothing() {
        start();
        int streams = feed.streams.get();
        nap = MAX_STALENESS.multipliedBy(2);
        feed.record(1, event());

        until(() -> feed.streams.get() > streams);
    }

    @Test
    void an_event_of_a_newer_version_counts_and_changes_nothing_else() {
        start();
        feed.send("id: 1\nevent: of-the-future\ndata: {\"recorded_at\":1,\"event\":{}}\n\n");

        until(() -> position() == 1);
        assertThat(feed.snapshots).hasValue(1);
    }

    private void start() {
        follower.start();
        until(() -> follower.status() == FeedStatus.FOLLOWING);
    }

    private long position() {
        return follower.current().orElseThrow().position();
    }

    private List<Long> state() {
        return follower.current().orElseThrow().state();
    }

    private static void sleep(Duration duration) {
        try {
            Thread.sleep(duration.toMillis());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static AccessEvent event() {
        return new AccessEvent.TenantChanged(new TenantId("acme"));
    }

    private static void until(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited 10 s").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }
}
