package dev.claviger.gateway.forward.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class BulkheadTest {

    private static final Vertx VERTX = Vertx.vertx();

    @AfterAll
    static void stop() {
        VERTX.close();
    }

    @Test
    void admits_as_many_as_it_has_places_and_lets_four_times_as_many_wait() {
        Bulkhead places = new Bulkhead(VERTX, 1);
        assertThat(places.enter()).isTrue();
        assertThat(places.enter()).isFalse();
        List<Bulkhead.Entrant> waiting = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Bulkhead.Entrant entrant = () -> { };
            waiting.add(entrant);
            assertThat(places.await(entrant)).isTrue();
        }
        assertThat(places.await(() -> { })).isFalse();
        places.giveUp(waiting.get(2));
        assertThat(places.await(() -> { })).isTrue();
    }

    @Test
    void hands_a_place_to_who_has_waited_longest() throws Exception {
        CompletableFuture<List<String>> admitted = new CompletableFuture<>();
        VERTX.runOnContext(now -> {
            Bulkhead places = new Bulkhead(VERTX, 1);
            List<String> order = new ArrayList<>();
            places.enter();
            for (String name : List.of("first", "gone", "second")) {
                Bulkhead.Entrant entrant = () -> {
                    order.add(name);
                    places.leave();
                };
                places.await(entrant);
                if (name.equals("gone")) {
                    places.giveUp(entrant);
                }
            }
            places.leave();
            assertThat(order).isEmpty();
            VERTX.setTimer(20, later -> {
                order.add(places.isEmpty() ? "empty" : "taken");
                admitted.complete(order);
            });
        });
        assertThat(admitted.get(5, TimeUnit.SECONDS)).containsExactly("first", "second", "empty");
    }
}
