package dev.claviger.gateway.observe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The access log tells the path and nothing of a query")
class LoggedPathTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"/any/../a|/any/../a", "/a?key=S|/a", "/a;access_token=S|/a", "/a#access_token=S|/a", "/a%3Fkey=S|/a", "/a%3fkey=S|/a", "/a%3bkey=S|/a", "/a%23S|/a",
            "/a%253Fkey=S|/a", "/a%25253fkey=S|/a", "/a%252e%252e/b|/a%252e%252e/b", "/a%|/a%"})
    void cuts_a_refused_target_where_a_query_may_begin(String target, String told) {
        assertThat(LoggedPath.ofRefused(target)).isEqualTo(told);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "*", "https://user:secret@acme.api.test/", "?key=S"})
    void tells_nothing_of_other_forms(String target) {
        assertThat(LoggedPath.ofRefused(target)).isNull();
        assertThat(LoggedPath.ofRefused(null)).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"/a%20b|/a%20b", "/a%3Fkey=S|/a", "/|/"})
    void cuts_a_canonical_path_where_a_query_was_meant(String path, String told) {
        assertThat(LoggedPath.ofCanonical(path)).isEqualTo(told);
    }
}
