package dev.claviger.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Expand and contract: what a release adds, only a later one may take away. */
class MigrationRulesTest {

    /** None is out yet; so nothing can be unused since one. */
    private static final MigrationRules TODAY = new MigrationRules(List.of());
    private static final MigrationRules LATER = new MigrationRules(List.of("1.3.0"));

    @ParameterizedTest
    @MethodSource
    @DisplayName("no migration takes away or forbids what the version before uses")
    void every_migration_leaves_the_version_before_working(Path migration) throws IOException {
        assertThat(TODAY.brokenBy(Files.readString(migration))).isEmpty();
    }

    static Stream<Path> every_migration_leaves_the_version_before_working() throws IOException {
        Path home = Path.of(System.getProperty("claviger.home"));
        return Stream.concat(Files.list(home.resolve("credential-service/src/main/resources/db/migration")),
                Files.list(home.resolve("token-service/src/main/resources/db/migration"))).sorted();
    }

    @ParameterizedTest
    @ValueSource(strings = {"drop table t", "alter table t drop column c", "alter table t drop c", "alter table t add a text, drop if exists c",
        "do $$ begin alter table t drop column c; end $$", "alter table t rename column c to d", "alter table t rename to u",
        "alter table t alter column c type bigint", "alter table t alter c set data type text", "alter table t alter column c set not null",
        "alter table t add column c text not null", "alter table t add c text not null", "alter table t add column a text, add column b text not null", "alter table t alter column c drop default",
        "alter table t add constraint k check (c > 0)", "alter table t add foreign key (c) references u", "create unique index i on t (c)", "truncate t",
        "create trigger g before insert on t for each row execute function f()", "drop function f()",
        "-- unused since 1.4.0: which is not out\nalter table t drop column c", "-- unused since 1.3.0: said of another statement\nselect 1; drop table t"})
    void refuses_what_the_version_before_cannot_live_with(String migration) {
        assertThat(LATER.brokenBy(migration)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"create table t (id text primary key, c text not null unique)", "alter table t add column c text",
        "alter table t add column c text not null default ''", "alter table t add column c boolean not null default true, add column d text",
        "alter table t add c text not null default ''", "alter table t drop constraint k", "do $$ begin lock table t; end $$",
        "create index i on t (c)", "drop index i", "alter table t alter column c drop not null", "alter table t alter column c set default 1",
        "create function f() returns void language sql as $$ truncate t; drop table t $$",
        "-- unused since 1.3.0: the column moved to u\nalter table t drop column c", "-- compatible: a view of the old name stands in\nalter table t rename to u"})
    void lets_pass_what_adds_and_what_is_excused(String migration) {
        assertThat(LATER.brokenBy(migration)).isEmpty();
    }
}
