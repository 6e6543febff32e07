package dev.claviger.token.dialect;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Arrays;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

@DisplayName("What the clients of each path send and expect")
class DialectTest {

    @ParameterizedTest
    @CsvSource({
            "/oauth2/token, true, true, STANDARD, LUCID, OAUTH, 2147483647",
            "/v1/oauth2/token, true, true, STANDARD, LUCID, OAUTH, 2147483647",
            "/token, true, true, STANDARD, STANDARD, OAUTH, 2147483647",
            "/connect/token, true, false, STANDARD, STANDARD, OAUTH, 4000",
            "/api/v1/auth/token, false, true, LOWER_CASE, LOWER_CASE, DETAIL, 2147483647"})
    void as_documented(String path, boolean form, boolean json, AnswerShape toForm, AnswerShape toJson, ErrorShape errors, int longestScope) {
        Dialect dialect = Arrays.stream(Dialect.values()).filter(candidate -> candidate.paths().contains(path)).findFirst().orElseThrow();
        assertThat(List.of(dialect.form().accepts(BodyEncoding.FORM), dialect.form().accepts(BodyEncoding.JSON))).isEqualTo(List.of(form, json));
        assertThat(List.of(dialect.answerTo(BodyEncoding.FORM), dialect.answerTo(BodyEncoding.JSON))).isEqualTo(List.of(toForm, toJson));
        assertThat(dialect.form().errorShape()).isEqualTo(errors);
        assertThat(dialect.longestScope()).isEqualTo(longestScope);
    }

    @Test
    void no_path_is_of_two_dialects() {
        assertThat(Arrays.stream(Dialect.values()).flatMap(dialect -> dialect.paths().stream())).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource({"application/json, JSON", "Application/JSON; charset=utf-8, JSON", "application/x-www-form-urlencoded;charset=UTF-8, FORM"})
    void media_types_are_read_without_case_and_parameters(String contentType, BodyEncoding encoding) {
        assertThat(BodyEncoding.of(contentType)).contains(encoding);
    }

    @ParameterizedTest
    @CsvSource({"text/json", "application/jsonx", "''", "application/problem+json"})
    void other_media_types_are_none(String contentType) {
        assertThat(BodyEncoding.of(contentType)).isEmpty();
    }
}
