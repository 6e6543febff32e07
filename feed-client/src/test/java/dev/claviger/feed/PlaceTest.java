package dev.claviger.feed;

import dev.claviger.contract.FeedSnapshot;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

class PlaceTest {

    @ParameterizedTest(name = "at {0} of {1} against {2} of {3} in {4}: lost {5}")
    @CsvSource({
        "10, 1000,  9, 900,  feed-1, true",
        "10, 1000, 10, 1000, feed-1, false",
        "10, 1000, 10, 1001, feed-1, true",
        "10, 1000, 10,     , feed-1, false",
        "10,     , 10, 1000, feed-1, false",
        "10, 1000, 11, 1100, feed-1, false",
        "10, 1000,  9, 900,  feed-2, false",
    })
    void is_lost_to_a_feed_of_the_same_id_that_is_behind_or_has_another_event_there(long position, Long recordedAt, long offered,
            Long offeredAt, String feedId, boolean lost) {
        Place place = new Place("feed-1", position, instant(recordedAt));

        assertThat(place.isLostTo(new FeedSnapshot(feedId, offered, instant(offeredAt), List.of(), List.of(), List.of()))).isEqualTo(lost);
    }

    private static Optional<Instant> instant(Long millis) {
        return Optional.ofNullable(millis).map(Instant::ofEpochMilli);
    }
}
