package dev.claviger.feed;

import dev.claviger.contract.ClientId;
import dev.claviger.contract.Identifiers;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;

@DisplayName("The position of the last change is never understated, and memory is bounded")
class ChangePositionsTest {

    private final ClientId one = Identifiers.newClientId();
    private final ClientId other = Identifiers.newClientId();

    @Test
    void what_never_changed_counts_as_changed_at_the_snapshot() {
        assertThat(ChangePositions.from(7).lastChange(one)).isEqualTo(7);
    }

    @Test
    void the_last_change_counts() {
        ChangePositions positions = ChangePositions.from(7).changed(one, 8).changed(other, 9).changed(one, 10);
        assertThat(positions.lastChange(one)).isEqualTo(10);
        assertThat(positions.lastChange(other)).isEqualTo(9);
    }

    @Test
    void earlier_values_are_not_touched() {
        ChangePositions before = ChangePositions.from(7);
        before.changed(one, 8);
        assertThat(before.lastChange(one)).isEqualTo(7);
    }

    @Test
    @DisplayName("against a map that forgets nothing: as late or later, and exact for the newest")
    void never_understates_whatever_it_forgets() {
        Random random = new Random(1);
        ClientId[] clients = new ClientId[200];
        Arrays.setAll(clients, i -> Identifiers.newClientId());
        Map<ClientId, Long> truth = new HashMap<>();
        ChangePositions positions = ChangePositions.from(0, 10);
        for (long at = 1; at <= 5_000; at++) {
            ClientId changed = clients[random.nextInt(clients.length)];
            positions = positions.changed(changed, at);
            truth.put(changed, at);
            ClientId asked = clients[random.nextInt(clients.length)];
            assertThat(positions.lastChange(asked)).isGreaterThanOrEqualTo(truth.getOrDefault(asked, 0L)).isLessThanOrEqualTo(at);
            assertThat(positions.lastChange(changed)).isEqualTo(at);
            assertThat(positions.size()).isLessThanOrEqualTo(20);
        }
    }
}
