package dev.claviger.token.client;

import dev.claviger.contract.ClientId;
import dev.claviger.contract.ClientVerification;
import dev.claviger.contract.CredentialId;
import dev.claviger.contract.EnvironmentName;
import dev.claviger.contract.TenantId;
import dev.claviger.contract.application.ApplicationAnswer;
import dev.claviger.feed.View;
import dev.claviger.token.follow.AccessState;
import dev.claviger.feed.ChangePositions;
import dev.claviger.token.follow.EnvironmentKey;

import java.util.Optional;

/** Whether an answer still says the truth, as far as the feed tells: by position, never by a clock. */
public final class Validity {

    private Validity() {
    }

    /** @param client and {@code credential}: whom the question was about */
    public static boolean holds(ClientVerification answer, ClientId client, CredentialId credential, View<AccessState> now) {
        return holds(answer, client, Optional.of(credential), now);
    }

    static boolean holds(ClientVerification answer, ClientId client, Optional<CredentialId> credential, View<AccessState> now) {
        return answer.feedId().equals(now.feedId()) && answer.position() >= lastChange(answer, client, credential, now.state().changes());
    }

    /** @param client whom the question was about */
    public static boolean holds(ApplicationAnswer answer, ClientId client, View<AccessState> now) {
        ChangePositions changes = now.state().changes();
        long ofClient = changes.lastChange(client);
        long last = answer.application().map(known -> Math.max(ofClient, lastChange(known.tenant(), known.environment(), changes))).orElse(ofClient);
        return answer.feedId().equals(now.feedId()) && answer.position() >= last;
    }

    /** A negative answer names no tenant; what the question names is all it can depend on that anyone was told of. */
    private static long lastChange(ClientVerification answer, ClientId asker, Optional<CredentialId> credential, ChangePositions changes) {
        long asked = Math.max(changes.lastChange(asker), credential.map(changes::lastChange).orElse(0L));
        return answer.client().map(client -> Math.max(asked, lastChange(client.tenant(), client.environment(), changes))).orElse(asked);
    }

    private static long lastChange(TenantId tenant, EnvironmentName environment, ChangePositions changes) {
        return Math.max(changes.lastChange(tenant), changes.lastChange(new EnvironmentKey(tenant, environment)));
    }
}
