package dev.claviger.credential.notify;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Function;

import jakarta.inject.Singleton;

import dev.claviger.contract.ClientId;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/**
 * Counts how often each client's secrets were refused lately, in this replica's memory. A verification only leaves a note,
 * whatever its outcome, so that the time it takes tells nothing; counting comes later.
 */
@Singleton
public class FailedUses {

    private static final String NOBODY = "";
    private static final int MOST_NOTES = 10_000;
    private static final int MOST_CLIENTS = 10_000;
    private static final Duration WINDOW = Duration.ofMinutes(10);

    private final BlockingQueue<String> notes = new ArrayBlockingQueue<>(MOST_NOTES);
    private final Map<String, Deque<Instant>> refusals = new HashMap<>();
    private final Set<String> untold = new ConcurrentSkipListSet<>();
    private final Notifications notifications;
    private final MailConfig mail;
    private final Clock clock;

    FailedUses(Notifications notifications, MailConfig mail, Clock clock) {
        this.notifications = notifications;
        this.mail = mail;
        this.clock = clock;
    }

    /** A verification was answered that is no refusal of a known client's secret. */
    public void noteNothing() {
        notes.offer(NOBODY);
    }

    /** A secret of the client was refused: wrong, expired, revoked, or the client is disabled. Beyond the bound it goes uncounted. */
    public void note(String client) {
        notes.offer(client);
    }

    @Scheduled(every = "5s", delayed = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> tell() {
        Instant now = clock.instant();
        return tell(now, clients -> Panache.withTransaction(() -> record(clients, LocalDate.ofInstant(now, ZoneOffset.UTC))));
    }

    /** In one order everywhere, so that two replicas cannot wait for each other; what could not be recorded is tried again next time. */
    Uni<Void> tell(Instant now, Function<List<String>, Uni<Void>> recording) {
        untold.addAll(tooOften(now));
        List<String> clients = List.copyOf(untold);
        return clients.isEmpty() ? Uni.createFrom().voidItem() : recording.apply(clients).invoke(() -> untold.removeAll(clients));
    }

    /** The clients that have reached the bound since the last call; each starts anew. */
    List<String> tooOften(Instant now) {
        List<String> noted = new ArrayList<>();
        notes.drainTo(noted);
        noted.removeIf(NOBODY::equals);
        noted.forEach(client -> count(client, now));
        refusals.values().removeIf(times -> isOver(times, now));
        List<String> reached = refusals.entrySet().stream().filter(entry -> entry.getValue().size() >= mail.failedUses()).map(Map.Entry::getKey).toList();
        reached.forEach(refusals::remove);
        return reached;
    }

    private Uni<Void> record(List<String> clients, LocalDate today) {
        return Multi.createFrom().iterable(clients)
                .onItem().transformToUniAndConcatenate(client -> notifications.record(Notice.refusedRepeatedly(new ClientId(client), today)))
                .onItem().ignoreAsUni();
    }

    private void count(String client, Instant now) {
        if (refusals.size() < MOST_CLIENTS || refusals.containsKey(client)) {
            Deque<Instant> times = refusals.computeIfAbsent(client, first -> new ArrayDeque<>());
            times.addLast(now);
            while (times.size() > mail.failedUses()) {
                times.removeFirst();
            }
        }
    }

    /** Forgets what is out of the window; true when nothing is left. */
    private static boolean isOver(Deque<Instant> times, Instant now) {
        while (!times.isEmpty() && times.peekFirst().isBefore(now.minus(WINDOW))) {
            times.removeFirst();
        }
        return times.isEmpty();
    }
}
