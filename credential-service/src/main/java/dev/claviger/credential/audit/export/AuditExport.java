package dev.claviger.credential.audit.export;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;

import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.claviger.contract.TenantId;
import dev.claviger.credential.admin.AdminCaller;
import dev.claviger.credential.audit.AuditAction;
import dev.claviger.credential.audit.AuditEntry;
import dev.claviger.credential.audit.AuditFilter;
import dev.claviger.credential.audit.AuditLine;
import dev.claviger.credential.audit.AuditPlace;
import dev.claviger.credential.audit.AuditReading;
import dev.claviger.credential.audit.AuditTrail;
import dev.claviger.credential.problem.Problem;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/** Entries as a file. Whoever takes some along is in the trail from then on. */
@Singleton
public class AuditExport {

    /** More than a person reads, and less than a spreadsheet holds. */
    static final int MOST = 100_000;
    private static final int ROWS = 1_000;

    private final AuditReading reading;
    private final AuditTrail trail;
    private final ObjectMapper json;
    private final Clock clock;

    AuditExport(AuditReading reading, AuditTrail trail, ObjectMapper json, Clock clock) {
        this.reading = reading;
        this.trail = trail;
        this.json = json;
        this.clock = clock;
    }

    /**
     * All that fit the filter, newest first.
     *
     * @throws Problem 422 when they are too many for one file
     */
    public Uni<Response> export(AdminCaller caller, AuditFilter filter, ExportFormat format) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return reading.count(filter, MOST + 1).invoke(AuditExport::requireFew)
                .chain(() -> Panache.withTransaction(() -> trail.record(caller.actor(), entry(filter, format))))
                .replaceWith(() -> Response.ok(new ExportedTrail(parts(filter, format, new AuditPlace(now, 0)))).header(HttpHeaders.CONTENT_TYPE, format.type())
                        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name(filter, now, format) + "\"").header(HttpHeaders.CACHE_CONTROL, "no-store").build());
    }

    private static void requireFew(long entries) {
        if (entries > MOST) {
            throw Problem.unprocessable("More than %,d entries are more than one file holds; take a shorter time, or filter further".formatted(MOST));
        }
    }

    private static AuditEntry entry(AuditFilter filter, ExportFormat format) {
        List<String> asked = filter.names();
        asked.add(format.parameter());
        AuditEntry entry = AuditEntry.of(AuditAction.AUDIT_EXPORTED).changed(asked);
        return filter.tenant().filter(TenantId::isWellFormed).map(TenantId::new).map(entry::tenant).orElse(entry);
    }

    private static String name(AuditFilter filter, Instant now, ExportFormat format) {
        return "audit-" + filter.tenant().filter(TenantId::isWellFormed).orElse("installation") + "-" + LocalDate.ofInstant(now, ZoneOffset.UTC) + "." + format.parameter();
    }

    private Multi<byte[]> parts(AuditFilter filter, ExportFormat format, AuditPlace before) {
        Multi<String> entries = reading.parts(filter, before, ROWS).map(lines -> lines.stream().map(line -> text(line, format)).collect(Collectors.joining()));
        return Multi.createBy().concatenating().streams(Multi.createFrom().item(format.head()), entries).filter(text -> !text.isEmpty()).map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    private String text(AuditLine line, ExportFormat format) {
        try {
            return format == ExportFormat.CSV ? ExportFormat.csv(line) : json.writeValueAsString(line) + "\n";
        } catch (JsonProcessingException neverSo) {
            throw new IllegalStateException(neverSo);
        }
    }
}
