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
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;

/** Reads the audit trail, for whoever may know it: callers have checked that. */
@Singleton
public class AuditReading {

    /** One action or person has a dozen entries, another a million: a plan for any of them reads all that the tenant has. */
    static final String PLANNED_FOR_ITS_VALUES = "set local plan_cache_mode = force_custom_plan";

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
        return ask(question.count(most), question).map(rows -> rows.iterator().next().getLong(0));
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
        return ask(question.list(rows), question).map(found -> found.stream().map(AuditLine::of).toList());
    }

    private Uni<RowSet<Row>> ask(String statement, AuditQuestion question) {
        return pool.withTransaction(connection -> connection.query(PLANNED_FOR_ITS_VALUES).execute().chain(() -> connection.preparedQuery(statement).execute(question.values())));
    }
}
