package dev.claviger.token.client;

import dev.claviger.contract.ClientVerification;
import dev.claviger.contract.VerifiedClient;
import dev.claviger.feed.View;
import dev.claviger.token.follow.AccessState;
import dev.claviger.feed.ChangePositions;
import dev.claviger.token.follow.EnvironmentKey;

/** Whether an answer still says the truth, as far as the feed tells: by position, never by a clock. */
final class Validity {

    private Validity() {
    }

    static boolean holds(ClientVerification answer, Question question, View<AccessState> now) {
        return answer.feedId().equals(now.feedId()) && answer.position() >= lastChange(answer, question, now.state().changes());
    }

    /** A negative answer names no tenant; what the question names is all it can depend on that anyone was told of. */
    private static long lastChange(ClientVerification answer, Question question, ChangePositions changes) {
        long asked = Math.max(changes.lastChange(question.client()), changes.lastChange(question.secret().credential()));
        return answer.client().map(client -> Math.max(asked, lastChange(client, changes))).orElse(asked);
    }

    private static long lastChange(VerifiedClient client, ChangePositions changes) {
        return Math.max(changes.lastChange(client.tenant()),
                changes.lastChange(new EnvironmentKey(client.tenant(), client.environment())));
    }
}
