package dev.claviger.contract;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that events up to {@code position} amount to, for a follower that starts or has fallen behind.
 *
 * @param feedId     which history the position counts in; a restored database gets a new one
 * @param recordedAt of the event at {@code position}, in milliseconds; empty when there was none yet or it is forgotten. With the
 *                   position it names one event: another one at that position belongs to another history
 */
public record FeedSnapshot(String feedId, long position, Optional<Instant> recordedAt, List<EnvironmentRecord> environments, List<ScopeDefinition> scopes,
        List<Revocation> revocations) {

    public FeedSnapshot {
        environments = List.copyOf(environments);
        scopes = List.copyOf(scopes);
        revocations = List.copyOf(revocations);
    }

    public Map<String, Object> toFields() {
        return Fields.ordered("feed_id", feedId, "position", position, "recorded_at", recordedAt.map(Instant::toEpochMilli),
                "environments", Fields.list(environments, EnvironmentRecord::toFields),
                "scopes", Fields.list(scopes, ScopeDefinition::toFields),
                "revocations", Fields.list(revocations, Revocation::toFields));
    }

    public static FeedSnapshot of(Fields fields) {
        return new FeedSnapshot(fields.text("feed_id"), fields.number("position"),
                fields.has("recorded_at") ? Optional.of(Instant.ofEpochMilli(fields.number("recorded_at"))) : Optional.empty(),
                fields.objects("environments", EnvironmentRecord::of), fields.objects("scopes", ScopeDefinition::of),
                fields.objects("revocations", Revocation::of));
    }
}
