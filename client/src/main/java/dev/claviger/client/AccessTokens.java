package dev.claviger.client;

import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** The one access token of all threads. Whoever needs a new one while it is being fetched waits for that fetch, and shares its failure. */
final class AccessTokens {

    /** Where tokens come from. */
    @FunctionalInterface
    interface Source {
        AccessToken fetch() throws IOException, InterruptedException;
    }

    private final Source source;
    private final Clock clock;
    private AccessToken kept;
    private FutureTask<AccessToken> fetching;

    AccessTokens(Source source, Clock clock) {
        this.source = source;
        this.clock = clock;
    }

    AccessToken current() throws IOException, InterruptedException {
        Optional<AccessToken> fresh = kept();
        return fresh.isPresent() ? fresh.get() : fetched();
    }

    /** What is at hand without asking anybody. */
    synchronized Optional<AccessToken> kept() {
        return Optional.ofNullable(kept).filter(token -> token.isFresh(clock.instant()));
    }

    /** The API refused this one. Another thread may have replaced it already; that one stays. */
    synchronized void forget(AccessToken refused) {
        if (kept == refused) {
            kept = null;
        }
    }

    private AccessToken fetched() throws IOException, InterruptedException {
        FutureTask<AccessToken> mine = new FutureTask<>(this::fetchAndKeep);
        FutureTask<AccessToken> shared = joinOrBegin(mine);
        if (shared == mine) {
            mine.run();
        }
        try {
            return shared.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof InterruptedException && shared != mine) {
                return current(); // the thread that fetched was told to stop, we were not
            }
            return rethrow(e.getCause());
        }
    }

    private synchronized FutureTask<AccessToken> joinOrBegin(FutureTask<AccessToken> mine) {
        if (fetching == null) {
            fetching = mine;
        }
        return fetching;
    }

    private AccessToken fetchAndKeep() throws IOException, InterruptedException {
        AccessToken token = null;
        try {
            // Another fetch may have ended between the look at what is kept and this one's turn.
            Optional<AccessToken> meanwhile = kept();
            token = meanwhile.isPresent() ? meanwhile.get() : source.fetch();
            return token;
        } finally {
            end(token);
        }
    }

    private synchronized void end(AccessToken token) {
        kept = token;
        fetching = null;
    }

    private static AccessToken rethrow(Throwable failure) throws IOException, InterruptedException {
        if (failure instanceof IOException failed) {
            throw failed;
        }
        if (failure instanceof InterruptedException interrupted) {
            throw interrupted;
        }
        throw new IOException("no access token could be fetched", failure);
    }
}
