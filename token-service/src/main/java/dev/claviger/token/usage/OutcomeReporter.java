package dev.claviger.token.usage;

import dev.claviger.token.follow.AccessFeed;
import dev.claviger.token.internal.AnsweredOtherwise;
import dev.claviger.token.internal.CredentialService;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.jboss.logging.Logger;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Tells credential-service what became of token requests, and where this replica stands in the feed. Apart from {@link UsageReporter}, whose
 * evidence that a secret is in use must not wait behind statistics.
 */
@ApplicationScoped
public class OutcomeReporter {

    private static final Logger LOG = Logger.getLogger(OutcomeReporter.class);
    private static final String PATH = "/internal/usage";
    private static final int BATCH = 400;
    private static final long PATIENCE_SECONDS = 10;

    private final OutcomeLog log;
    private final CredentialService credentialService;
    private final AccessFeed feed;
    private final String replica;
    private Batch pending;
    private boolean stopped;

    private record Batch(UUID id, Map<TokenRequestOutcome, Long> outcomes) {
    }

    @Inject
    OutcomeReporter(OutcomeLog log, CredentialService credentialService, AccessFeed feed) {
        this.log = log;
        this.credentialService = credentialService;
        this.feed = feed;
        String host = Optional.ofNullable(System.getenv("HOSTNAME")).orElse("token-service").replaceAll("[^A-Za-z0-9._-]", "-");
        this.replica = host.substring(0, Math.min(80, host.length())) + "-" + Integer.toHexString(ThreadLocalRandom.current().nextInt());
    }

    @Scheduled(every = "${claviger.usage.flush-interval:PT5S}", concurrentExecution = ConcurrentExecution.SKIP)
    synchronized void report() {
        boolean goOn = !stopped;
        while (goOn) {
            if (pending == null) {
                pending = new Batch(UUID.randomUUID(), log.take(BATCH));
            }
            boolean full = pending.outcomes().size() == BATCH;
            goOn = delivered() && full;
        }
    }

    /** The last report; the connections end before the schedule does. */
    synchronized void reportTheRest(@Observes ShutdownEvent stopping) {
        report();
        stopped = true;
    }

    private boolean delivered() {
        try {
            credentialService.post(PATH, body(pending)).toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            pending = null;
            return true;
        } catch (ExecutionException failure) {
            return isNonsenseThere(failure.getCause()) ? givenUp() : kept(failure);
        } catch (TimeoutException late) {
            return kept(late);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static boolean isNonsenseThere(Throwable failure) {
        return failure instanceof AnsweredOtherwise answer && (answer.status() == 400 || answer.status() == 413);
    }

    private boolean givenUp() {
        long requests = pending.outcomes().values().stream().mapToLong(Long::longValue).sum();
        LOG.errorf("credential-service does not take a report of token requests; the %d in it are lost", requests);
        log.dropped(requests);
        pending = null;
        return true;
    }

    private static boolean kept(Exception failure) {
        LOG.debugf("Token requests not reported, kept for the next try: %s", failure.getMessage());
        return false;
    }

    /** "uses" is what credential-services of the release before ask for; they ignore the rest. */
    private JsonObject body(Batch batch) {
        JsonArray facts = new JsonArray();
        batch.outcomes().forEach((outcome, count) -> facts.add(outcome.toJson(count)));
        return new JsonObject().put("batch_id", batch.id().toString()).put("uses", new JsonArray()).put("facts", facts)
                .put("follower", new JsonObject().put("replica", replica).put("feed_id", feed.feedId()).put("position", Math.max(0, feed.position()))
                        .put("age_millis", Math.max(0, feed.age().toMillis())));
    }
}
