package dev.claviger.feed;

import dev.claviger.contract.FeedSnapshot;
import dev.claviger.contract.RecordedEvent;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/**
 * Where in which history a follower stands. A position alone names a place in any history with that id; with the time of
 * its event it names one event, so that a database that was restored and has grown past the position again is recognised.
 *
 * @param recordedAt of the event at the position; empty when nobody knows it any more
 */
record Place(String feedId, long position, Optional<Instant> recordedAt) {

    static Place of(FeedSnapshot snapshot) {
        return new Place(snapshot.feedId(), snapshot.position(), snapshot.recordedAt());
    }

    Place after(RecordedEvent event) {
        return new Place(feedId, event.position(), Optional.of(event.recordedAt()));
    }

    /** Whether a feed of the same id that has come to this snapshot no longer holds what led here. */
    boolean isLostTo(FeedSnapshot snapshot) {
        return feedId.equals(snapshot.feedId()) && (position > snapshot.position()
                || position == snapshot.position() && isAnotherEvent(snapshot.recordedAt()));
    }

    private boolean isAnotherEvent(Optional<Instant> other) {
        return recordedAt.isPresent() && other.isPresent() && recordedAt.get().toEpochMilli() != other.get().toEpochMilli();
    }

    /** As the events are asked for. */
    String query() {
        return "after=" + position + "&feed=" + URLEncoder.encode(feedId, StandardCharsets.UTF_8)
                + recordedAt.map(instant -> "&recorded_at=" + instant.toEpochMilli()).orElse("");
    }
}
