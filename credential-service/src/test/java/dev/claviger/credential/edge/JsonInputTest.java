package dev.claviger.credential.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.claviger.credential.problem.Problem;

class JsonInputTest {

    private static JsonInput input(String json) {
        return JsonInput.parse(json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    @DisplayName("RFC 7396: absent keeps, null removes, a value replaces")
    void absent_keeps_null_removes_a_value_replaces() {
        Optional<Duration> base = Optional.of(Duration.ofHours(1));
        Expect<Duration> form = Expect.duration(Duration.ZERO, Duration.ofDays(7));
        assertThat(input("{}").optional("d", base, form)).isEqualTo(base);
        assertThat(input("{\"d\":null}").optional("d", base, form)).isEmpty();
        assertThat(input("{\"d\":\"P7D\"}").optional("d", base, form)).contains(Duration.ofDays(7));
    }

    @Test
    void what_is_required_must_be_given_and_may_not_be_null() {
        for (String json : List.of("{}", "{\"n\":null}", "{\"n\":7}", "{\"n\":\" \"}")) {
            JsonInput input = input(json);
            assertThat(input.<String>member("n", null, Expect.text(10))).isNull();
            assertThatThrownBy(input::finish).isInstanceOf(Problem.class);
        }
        assertThat(input("{\"n\":\" x \"}").member("n", null, Expect.text(10))).isEqualTo("x");
    }

    @Test
    void a_member_nobody_asked_for_is_refused() {
        assertThatThrownBy(input("{\"x\":1}")::finish).isInstanceOf(Problem.class);
        input("{}").finish();
    }

    @Test
    void the_same_request_in_another_order_is_the_same_request() {
        assertThat(input("{\"a\":1,\"b\":[2]}").canonical()).isEqualTo(input("{ \"b\":[2], \"a\":1 }").canonical());
        assertThat(input("{\"a\":1}").canonical()).isNotEqualTo(input("{\"a\":2}").canonical());
    }

    @Test
    void survives_deep_nesting() {
        assertThatThrownBy(() -> input("{\"a\":" + "[".repeat(60_000))).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> input("{\"a\":".repeat(10_000))).isInstanceOf(Problem.class);
    }

    @Test
    void never_repeats_what_was_sent() {
        assertThatThrownBy(() -> input("{\"a\": clv_prod_secret}")).isInstanceOf(Problem.class)
                .satisfies(problem -> assertThat(problem.getMessage()).doesNotContain("secret").contains("line 1, column"));
    }

    @Test
    void null_means_the_default_where_there_is_one() {
        assertThat(input("{}").defaulted("n", "base", "default", Expect.text(10))).isEqualTo("base");
        assertThat(input("{\"n\":null}").defaulted("n", "base", "default", Expect.text(10))).isEqualTo("default");
        assertThat(input("{\"n\":\"x\"}").defaulted("n", "base", "default", Expect.text(10))).isEqualTo("x");
    }

    @Test
    @DisplayName("a time within a second is the next second: iat of a token issued in that second is rounded down")
    void times_are_whole_seconds_of_our_time() {
        assertThat(Expect.instant().read("2026-01-31T12:00:00Z")).isEqualTo("2026-01-31T12:00:00Z");
        assertThat(Expect.instant().read("2026-01-31T12:00:00.001Z")).isEqualTo("2026-01-31T12:00:01Z");
        for (String never : List.of("1969-12-31T23:59:59Z", "+10000-01-01T00:00:00Z")) {
            assertThatThrownBy(() -> Expect.instant().read(never)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
