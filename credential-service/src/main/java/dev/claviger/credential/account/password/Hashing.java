package dev.claviger.credential.account.password;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/**
 * The only place where passwords are hashed: on a few threads of its own, never on an event loop. Threads bound the memory, places to wait
 * bound how many wait, and five seconds how long: whoever finds no place, or no thread in time, is told to come again, and nothing was computed.
 */
@Singleton
public class Hashing {

    /** Whoever asks gives up after eight seconds, and nobody would read the answer. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final Argon2id argon2id;
    private final ThreadPoolExecutor threads;
    private final BlockingQueue<Runnable> waiting;
    private final int placesOfStrangers;
    private final long longestWaitNanos;
    private final Timer took;

    @Inject
    Hashing(Argon2id argon2id, PasswordsConfig config, MeterRegistry meters) {
        this(argon2id, config, meters, LONGEST_WAIT);
    }

    Hashing(Argon2id argon2id, PasswordsConfig config, MeterRegistry meters, Duration longestWait) {
        int size = config.threads().orElse(Math.max(1, Runtime.getRuntime().availableProcessors() / 2));
        if (size < 1 || config.queue() < 2) {
            throw new ConfigurationException("claviger.passwords.threads must be 1 or more, claviger.passwords.queue 2 or more");
        }
        this.argon2id = argon2id;
        this.longestWaitNanos = longestWait.toNanos();
        this.waiting = new ArrayBlockingQueue<>(config.queue());
        this.placesOfStrangers = config.queue() / 2;
        AtomicInteger number = new AtomicInteger();
        this.threads = new ThreadPoolExecutor(size, size, 1, TimeUnit.MINUTES, waiting, work -> new Thread(work, "password-hashing-" + number.incrementAndGet()));
        threads.allowCoreThreadTimeOut(true);
        this.took = Timer.builder("claviger_password_hashing").description("computing one password hash").register(meters);
        Gauge.builder("claviger_password_hashing_queue", waiting, BlockingQueue::size).description("sign-ins that wait for a thread").register(meters);
    }

    /** Fails with {@link Busy}. */
    public Uni<String> hash(Password password) {
        return run(true, () -> argon2id.hash(password));
    }

    /**
     * Costs the same whether there is a hash or not, and whatever the outcome. Fails with {@link Busy}.
     *
     * @param isKnown whether it comes from a browser that has signed in before: to those all places are open, for others cannot use them up
     */
    public Uni<Boolean> matches(Optional<String> stored, Password password, boolean isKnown) {
        return run(isKnown, () -> {
            if (stored.isEmpty()) {
                argon2id.matchNothing(password);
                return false;
            }
            return argon2id.matches(stored.get(), password);
        });
    }

    /** Whether a hash that was just matched should be made anew. */
    public boolean isOutdated(String stored) {
        return argon2id.isOutdated(stored);
    }

    private <T> Uni<T> run(boolean isKnown, Supplier<T> work) {
        if (!isKnown && waiting.size() >= placesOfStrangers) {
            return Uni.createFrom().failure(new Busy());
        }
        long asked = System.nanoTime();
        return Uni.createFrom().<T>emitter(emitter -> {
            try {
                threads.execute(() -> compute(work, asked, emitter));
            } catch (RejectedExecutionException full) {
                emitter.fail(new Busy());
            }
        }).emitOn(backTo(Vertx.currentContext()));
    }

    private <T> void compute(Supplier<T> work, long asked, UniEmitter<? super T> emitter) {
        if (System.nanoTime() - asked > longestWaitNanos) {
            emitter.fail(new Busy());
            return;
        }
        try {
            emitter.complete(took.record(work));
        } catch (RuntimeException | OutOfMemoryError failed) {
            emitter.fail(failed);
        }
    }

    /** Whoever asked goes on where it was: its transaction belongs to that context. */
    private static Executor backTo(Context context) {
        return context == null ? Runnable::run : command -> context.runOnContext(resumed -> command.run());
    }

    @PreDestroy
    void stop() {
        threads.shutdownNow();
    }

    /** All threads and all places are taken; nothing was compared. */
    public static final class Busy extends RuntimeException {

        Busy() {
            super("too many passwords are being hashed", null, false, false);
        }
    }
}
