package dev.claviger.token.usage;

import dev.claviger.token.internal.CredentialService;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.jboss.logging.Logger;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Reports uses to credential-service in batches; a batch that fails is sent again, under the same id, before any other. */
@ApplicationScoped
public class UsageReporter {

    private static final Logger LOG = Logger.getLogger(UsageReporter.class);
    private static final String PATH = "/internal/usage";
    private static final int BATCH = 1_000;
    private static final long PATIENCE_SECONDS = 10;

    private final UsageLog log;
    private final CredentialService credentialService;
    private UsageReport pending = new UsageReport(UUID.randomUUID(), List.of());
    private boolean stopped;

    @Inject
    UsageReporter(UsageLog log, CredentialService credentialService) {
        this.log = log;
        this.credentialService = credentialService;
    }

    @Scheduled(every = "${claviger.usage.flush-interval:PT5S}", concurrentExecution = ConcurrentExecution.SKIP)
    synchronized void report() {
        if (stopped) {
            return;
        }
        do {
            if (pending.uses().isEmpty()) {
                pending = new UsageReport(UUID.randomUUID(), log.take(BATCH));
            }
        } while (!pending.uses().isEmpty() && delivered());
    }

    /** The last report; the connections end before the schedule does. */
    synchronized void reportTheRest(@Observes ShutdownEvent stopping) {
        report();
        stopped = true;
    }

    private boolean delivered() {
        try {
            credentialService.post(PATH, pending.toJson()).toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            pending = new UsageReport(UUID.randomUUID(), List.of());
            return true;
        } catch (ExecutionException | TimeoutException failure) {
            LOG.warnf("Usage not reported, kept for the next try: %s", failure.getMessage());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        return false;
    }
}
