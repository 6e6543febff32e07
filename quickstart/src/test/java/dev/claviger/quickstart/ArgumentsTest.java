package dev.claviger.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentsTest {

    @Test
    void a_bare_command_restarts_what_dies_and_runs_on() {
        assertThat(of("demo")).isEqualTo(new Arguments(Arguments.Command.DEMO, false, false, true, 0, Map.of()));
    }

    @Test
    void options_and_settings_may_come_in_any_order() {
        assertThat(of("up", "-Dclaviger.issuer=https://id.example/a=b", "--no-restart", "--port-offset", "100", "--tls"))
                .isEqualTo(new Arguments(Arguments.Command.UP, false, true, false, 100,
                        Map.of("claviger.issuer", "https://id.example/a=b")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "down", "up --exit", "demo --no-restart", "up --port-offset", "up --port-offset -1",
        "up --port-offset 60000", "up -Dkey", "up -D=value", "up loose"})
    void a_command_line_nobody_can_follow_is_refused(String line) {
        assertThatThrownBy(() -> of(line.split(" "))).isInstanceOf(Arguments.Unusable.class);
    }

    private static Arguments of(String... words) {
        return Arguments.of(List.of(words));
    }
}
