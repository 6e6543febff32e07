package dev.claviger.credential.audit;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

import jakarta.inject.Singleton;

import dev.claviger.credential.edge.Page;
import dev.claviger.credential.edge.PageRequest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;

/** Reads the audit trail, for whoever may know it: callers have checked that. */
@Singleton
public class AuditReading {

    private final Pool pool;

    AuditReading(Pool pool) {
        this.pool = pool;
    }

    /** Newest first. */
    public Uni<Page<AuditLine>> page(AuditFilter filter, PageRequest page) {
        return list(filter, page.after().map(AuditPlace::of), page.rows()).map(lines -> page.page(lines, line -> line.place().key(), line -> line));
    }

    /** How many there are; whoever needs not know beyond a number is not told. */
    public Uni<Long> count(AuditFilter filter, int most) {
        AuditQuestion question = AuditQuestion.of(filter);
        return pool.preparedQuery(question.count(most)).execute(question.values()).map(rows -> rows.iterator().next().getLong(0));
    }

    /** All of them, so many at once: each part is a statement of its own, and while somebody is slow to take one no connection waits. */
    public Multi<List<AuditLine>> parts(AuditFilter filter, AuditPlace before, int rows) {
        return Multi.createBy().repeating().uni(() -> new AtomicReference<>(before), place -> list(filter, Optional.of(place.get()), rows).invoke(lines -> goOn(place, lines)))
                .whilst(lines -> lines.size() == rows);
    }

    private static void goOn(AtomicReference<AuditPlace> place, List<AuditLine> lines) {
        if (!lines.isEmpty()) {
            place.set(lines.get(lines.size() - 1).place());
        }
    }

    private Uni<List<AuditLine>> list(AuditFilter filter, Optional<AuditPlace> before, int rows) {
        AuditQuestion question = AuditQuestion.of(filter);
        before.ifPresent(question::before);
        return pool.preparedQuery(question.list(rows)).execute(question.values()).map(found -> found.stream().map(AuditLine::of).toList());
    }
}
