package dev.claviger.contract;

import java.util.List;
import java.util.Map;

/**
 * All that events up to {@code position} amount to, for a follower that starts or has fallen behind.
 *
 * @param feedId which history the position counts in; a restored database gets a new one
 */
public record FeedSnapshot(String feedId, long position, List<EnvironmentRecord> environments, List<ScopeDefinition> scopes,
        List<Revocation> revocations) {

    public FeedSnapshot {
        environments = List.copyOf(environments);
        scopes = List.copyOf(scopes);
        revocations = List.copyOf(revocations);
    }

    public Map<String, Object> toFields() {
        return Fields.ordered("feed_id", feedId, "position", position,
                "environments", Fields.list(environments, EnvironmentRecord::toFields),
                "scopes", Fields.list(scopes, ScopeDefinition::toFields),
                "revocations", Fields.list(revocations, Revocation::toFields));
    }

    public static FeedSnapshot of(Fields fields) {
        return new FeedSnapshot(fields.text("feed_id"), fields.number("position"),
                fields.objects("environments", EnvironmentRecord::of), fields.objects("scopes", ScopeDefinition::of),
                fields.objects("revocations", Revocation::of));
    }
}
