package dev.claviger.credential.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.Uni;

class FailedUsesTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    private final FailedUses uses = new FailedUses(null, config(Map.of("claviger.mail.failed-uses", "3")), Clock.systemUTC());

    @Test
    void names_a_client_when_it_reaches_the_bound_and_starts_anew() {
        note("a", 2);
        note("b", 3);
        assertThat(uses.tooOften(NOW)).containsExactly("b");
        note("b", 2);
        assertThat(uses.tooOften(NOW)).isEmpty();
        note("a", 1);
        assertThat(uses.tooOften(NOW)).containsExactly("a");
    }

    @Test
    @DisplayName("what lies more than ten minutes back is forgotten")
    void forgets_what_is_out_of_the_window() {
        note("a", 2);
        assertThat(uses.tooOften(NOW)).isEmpty();
        note("a", 1);
        assertThat(uses.tooOften(NOW.plusSeconds(601))).isEmpty();
        note("a", 2);
        assertThat(uses.tooOften(NOW.plusSeconds(900))).containsExactly("a");
    }

    @Test
    void is_bounded_whatever_is_noted() {
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < 10_500; i++) {
                uses.note("client" + round + "-" + i);
                uses.noteNothing();
            }
            assertThat(uses.tooOften(NOW)).isEmpty();
        }
        note("client0-0", 2);
        assertThat(uses.tooOften(NOW)).containsExactly("client0-0");
    }

    @Test
    @DisplayName("in one order on every replica, and again when the database would not have it")
    void what_could_not_be_recorded_is_recorded_next_time() {
        for (String client : List.of("zeta", "alpha", "mu")) {
            note(client, 3);
        }
        assertThatThrownBy(() -> uses.tell(NOW, clients -> Uni.createFrom().failure(new IllegalStateException("down"))).await().indefinitely()).hasMessage("down");
        List<List<String>> recorded = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            uses.tell(NOW, clients -> Uni.createFrom().voidItem().invoke(() -> recorded.add(clients))).await().indefinitely();
        }
        assertThat(recorded).containsExactly(List.of("alpha", "mu", "zeta"));
    }

    private void note(String client, int times) {
        for (int i = 0; i < times; i++) {
            uses.note(client);
        }
    }

    static MailConfig config(Map<String, String> properties) {
        return new SmallRyeConfigBuilder().withMapping(MailConfig.class).withSources(new PropertiesConfigSource(properties, "test", 100))
                .build().getConfigMapping(MailConfig.class);
    }
}
