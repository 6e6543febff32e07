package dev.claviger.credential.audit;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

import io.vertx.mutiny.sqlclient.Tuple;

/** A filter as a statement. What is not asked is not in it, so that each question is planned for itself. */
final class AuditQuestion {

    private static final List<String> OBJECTS = List.of("client_id", "credential_id", "api_key_id", "subject", "environment", "scope");

    private final StringBuilder conditions = new StringBuilder("true");
    private final Tuple values = Tuple.tuple();

    static AuditQuestion of(AuditFilter filter) {
        AuditQuestion question = new AuditQuestion();
        filter.tenant().ifPresent(question::concerning);
        if (filter.sinceItsCreation()) {
            question.and("at >= (select created_at from tenant where id = %s)", filter.tenant().orElseThrow());
        }
        filter.actors().ifPresent(names -> question.oneOf(List.of("actor"), names));
        filter.through().ifPresent(ids -> question.oneOf(List.of("actor_client"), ids));
        filter.action().ifPresent(action -> question.and("action = %s", action.toString()));
        filter.objects().ifPresent(ids -> question.oneOf(OBJECTS, ids));
        filter.from().ifPresent(from -> question.and("at >= %s", utc(from)));
        filter.to().ifPresent(to -> question.and("at < %s", utc(to)));
        return question;
    }

    /** The second condition is what the first implies, in the form that leaves out later partitions. */
    AuditQuestion before(AuditPlace place) {
        String at = value(utc(place.at()));
        conditions.append(" and (at, id) < (").append(at).append(", ").append(value(place.id())).append(") and at <= ").append(at);
        return this;
    }

    /** The newest of them, so many. */
    String list(int rows) {
        return "select " + AuditLine.COLUMNS + " from audit_entry where " + conditions + " order by at desc, id desc limit " + rows;
    }

    /** How many there are, counted no further than that. */
    String count(int most) {
        return "select count(*) from (select from audit_entry where " + conditions + " limit " + most + ") counted";
    }

    Tuple values() {
        return values;
    }

    private void concerning(String tenant) {
        if (tenant.equals(AuditFilter.NOBODY)) {
            conditions.append(" and tenant_id is null");
        } else {
            and("tenant_id = %s", tenant);
        }
    }

    /** An index answers in the order of time for one text alone. */
    private void oneOf(List<String> columns, List<String> texts) {
        String asked = texts.size() == 1 ? "= " + value(texts.get(0)) : "= any (" + value(texts.toArray(String[]::new)) + ")";
        conditions.append(" and (").append(String.join(" or ", columns.stream().map(column -> column + " " + asked).toList())).append(")");
    }

    private void and(String condition, Object value) {
        conditions.append(" and ").append(condition.formatted(value(value)));
    }

    private String value(Object value) {
        values.addValue(value);
        return "$" + values.size();
    }

    private static OffsetDateTime utc(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }
}
