package dev.claviger.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A column more disturbs nobody who named those they read. */
class StatementRulesTest {

    @Test
    @DisplayName("every statement of the two services with a database names its columns")
    void every_statement_names_its_columns() throws IOException {
        Map<Path, List<String>> broken = new LinkedHashMap<>();
        for (String service : List.of("credential-service", "token-service")) {
            for (Path source : sources(service)) {
                broken.put(source, StatementRules.brokenBy(Files.readString(source)));
            }
        }

        assertThat(broken).hasSizeGreaterThan(100);
        broken.values().removeIf(List::isEmpty);
        assertThat(broken).isEmpty();
    }

    private static List<Path> sources(String service) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(System.getProperty("claviger.home"), service, "src/main/java"))) {
            return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"select * from t\"", "\"select * from t where c = '\\\"'\"", "\"SELECT * FROM t\"", "\"select distinct * from t\"", "\"select a, t.* from t\"",
        "\"select told.*, a from t told\"", "\"select told.* from f join (select * from t) told on true\"", "\"select a, \" + X + \", t.*\" + Y", "\"delete from t returning *\"", "\"update t set c = $1 returning t.*\"",
        "\"select e.a from f, (select * from e) e\"", "\"\"\"\n    select a,\n           t.*\n      from t\n    \"\"\"",
        "\"with late as (delete from t returning *) insert into u select a from late\"", "\"select *\" + \" from t\"", "\"select *, a from t\"",
        "// Every column is read.\n\"select * from t\""})
    void refuses_what_leaves_its_columns_to_the_table(String expression) {
        assertThat(StatementRules.brokenBy("int i = 0; String S = " + expression + ";\nString other = \"select a from t\";")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"select a, t.b from t\"", "\"select count(*) from t\"", "\"select a * 2, t.b * $1 from t\"", "\"select 1 from t where c in ($1, '*')\"",
        "\"select from t\"", "\"select f.a, told.* from f left join lateral (select a from t) told on true\"", "\"delete from t returning a\"", "\"settings claviger.mail.* are ignored\"", "\"*.suffix\"", "/* select * from t */ \"a\"", "// \"select * from t\"\n\"a\"",
        "\"\"\"\n    select (extract(epoch from e.recorded_at) * 1000)::bigint\n      from e\n    \"\"\"",
        "// Every column: moved as it is, and prepared by nobody.\n\"insert into u select * from t\""})
    void lets_pass_what_names_them_and_what_is_excused(String expression) {
        assertThat(StatementRules.brokenBy("char c = '\"'; String S = " + expression + ";")).isEmpty();
    }
}
