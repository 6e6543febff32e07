package dev.claviger.gateway.lifetime;

import dev.claviger.gateway.authenticate.jose.KeySet;
import dev.claviger.gateway.authorize.Permit;
import dev.claviger.gateway.follow.Environment;
import dev.claviger.gateway.follow.Snapshot;
import java.util.function.Consumer;

/** An answer that goes on, and what it was permitted by. */
public final class OpenStream {

    private final OpenStreams all;
    private final Permit permit;
    private final Consumer<Ending> onEnding;

    OpenStream(OpenStreams all, Permit permit, Consumer<Ending> onEnding) {
        this.all = all;
        this.permit = permit;
        this.onEnding = onEnding;
    }

    /** It has ended by itself. */
    public void close() {
        all.forget(this);
    }

    void end(Ending reason) {
        onEnding.accept(reason);
    }

    boolean isExpired(long nowMillis) {
        return permit.token() != null && nowMillis >= permit.token().usableUntilMillis();
    }

    /** @return null while neither the snapshot nor the issuer's keys speak against it */
    Ending judge(Snapshot snapshot, KeySet keys) {
        Ending ofCredentials = permit.token() == null ? null : judgeCredentials(snapshot, keys);
        return ofCredentials == null ? judgeEnvironment(snapshot) : ofCredentials;
    }

    private Ending judgeCredentials(Snapshot snapshot, KeySet keys) {
        if (snapshot.revocations().cover(permit.token().claims())) {
            return Ending.TOKEN_REVOKED;
        }
        if (!permit.token().isSignedByOneOf(keys)) {
            return Ending.KEY_WITHDRAWN;
        }
        return permit.apiKey().outlasts(snapshot) ? null : Ending.API_KEY_DELETED;
    }

    private Ending judgeEnvironment(Snapshot snapshot) {
        Environment now = snapshot.environments().of(permit.request().host()).orElse(null);
        Environment then = permit.environment();
        boolean same = now != null && now.tenant().equals(then.tenant()) && now.name().equals(then.name()) && now.audience().equals(then.audience());
        return same ? null : Ending.ENVIRONMENT_GONE;
    }
}
