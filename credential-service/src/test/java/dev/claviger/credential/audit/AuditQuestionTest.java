package dev.claviger.credential.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import jakarta.inject.Inject;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.claviger.credential.TestInstallation;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;

@QuarkusTest
@QuarkusTestResource(TestInstallation.class)
class AuditQuestionTest {

    private static final String TENANT = "zz-plan-7";
    private static final AuditFilter ALL = new AuditFilter(Optional.of(TENANT), false, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    @Inject
    Pool pool;

    @Test
    @DisplayName("what is not asked is not in the statement, and what is asked is a value of it")
    void asks_what_is_asked() {
        assertThat(AuditQuestion.of(ALL).count(11)).isEqualTo("select count(*) from (select from audit_entry where true and tenant_id = $1 limit 11) counted");
        AuditQuestion question = AuditQuestion.of(with(Optional.of(List.of("a", "b")), Optional.of(AuditAction.SECRET_REVOKED), Optional.empty())).before(new AuditPlace(Instant.EPOCH, 5));
        assertThat(question.list(26)).endsWith("where true and tenant_id = $1 and (actor = any ($2)) and action = $3 and (at, id) < ($4, $5) and at <= $4 order by at desc, id desc limit 26");
        assertThat(question.values().size()).isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"all", "actor", "action", "object", "scope"})
    @DisplayName("is read by index, planned for its values, however much others do")
    void reads_by_index(String asked) {
        pool.query("insert into audit_entry (at, actor, action, tenant_id, environment, client_id, credential_id, changed) select now() - make_interval(secs => n), 'actor' || n % 500, 'client.changed', 'zz-plan-' || n % 20,"
                + " 'prod', 'client' || n, 'secret' || n, '{}' from generate_series(1, 10000) n").executeAndAwait();
        pool.query("analyze audit_entry").executeAndAwait();
        AuditQuestion question = AuditQuestion.of(switch (asked) {
            case "actor" -> with(Optional.of(List.of("actor7")), Optional.empty(), Optional.empty());
            case "action" -> with(Optional.empty(), Optional.of(AuditAction.SECRET_LEAKED), Optional.empty());
            case "object" -> with(Optional.empty(), Optional.empty(), Optional.of(List.of("secret7")));
            case "scope" -> new AuditFilter(Optional.of(AuditFilter.NOBODY), false, Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(List.of("a:read", "b:read")), Optional.empty(), Optional.empty());
            default -> ALL;
        });
        String plan = pool.withTransaction(connection -> connection.query(AuditReading.PLANNED_FOR_ITS_VALUES).execute()
                .chain(() -> connection.preparedQuery("explain " + question.list(26)).execute(question.values()))).await().indefinitely().stream().map(row -> row.getString(0)).collect(Collectors.joining("\n"));
        assertThat(plan).containsPattern("Index (Only )?(Cond|Scan)").doesNotContain("Seq Scan on audit_entry_first").doesNotContain("Seq Scan on audit_entry_p");
        pool.query("delete from audit_entry where tenant_id like 'zz-plan-%'").executeAndAwait();
    }

    private static AuditFilter with(Optional<List<String>> actors, Optional<AuditAction> action, Optional<List<String>> objects) {
        return new AuditFilter(Optional.of(TENANT), false, actors, Optional.empty(), action, objects, Optional.empty(), Optional.empty());
    }
}
