package dev.claviger.credential.notify.mail;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

import jakarta.inject.Singleton;

import dev.claviger.credential.notify.MailConfig;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;

/** What operators watch: outcomes by kind, and how many notifications wait, failed or are uncertain in the database. */
@Singleton
class NotificationMetrics {

    private static final List<String> WATCHED = List.of("pending", "failed", "uncertain");

    private final Map<String, AtomicLong> counts = new ConcurrentHashMap<>();
    private final SendQueue queue;
    private final MailConfig mail;
    private final MeterRegistry meters;

    NotificationMetrics(SendQueue queue, MailConfig mail, MeterRegistry meters) {
        this.queue = queue;
        this.mail = mail;
        this.meters = meters;
        WATCHED.forEach(this::watch);
    }

    /** @param kind the text of a {@code NotificationKind} */
    void count(String kind, Outcome outcome) {
        meters.counter("claviger_notifications", "kind", kind, "outcome", outcome.toString()).increment();
    }

    @Scheduled(every = "30s", delayed = "10s")
    Uni<Void> read() {
        return mail.host().isEmpty() ? Uni.createFrom().voidItem() : queue.unsettled().invoke(this::show).replaceWithVoid();
    }

    private void show(List<SendQueue.StatusCount> found) {
        counts.forEach((status, count) -> count.set(found.stream().filter(one -> one.status().equals(status)).mapToLong(SendQueue.StatusCount::count).sum()));
    }

    private void watch(String status) {
        AtomicLong count = new AtomicLong();
        counts.put(status, count);
        Gauge.builder("claviger_notifications_unsettled", count, AtomicLong::get).tag("status", status).strongReference(true).register(meters);
    }
}
