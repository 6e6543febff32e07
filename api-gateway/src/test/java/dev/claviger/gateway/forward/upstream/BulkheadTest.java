package dev.claviger.gateway.forward.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class BulkheadTest {

    private static final Vertx VERTX = Vertx.vertx();
    private final Bulkhead.Occupancy all = new Bulkhead.Occupancy(new LongAdder(), new LongAdder());

    @AfterAll
    static void stop() {
        VERTX.close();
    }

    @Test
    void admits_as_many_as_it_has_places_and_lets_four_times_as_many_wait() {
        Bulkhead places = new Bulkhead(VERTX.getOrCreateContext(), 1, all);
        assertThat(places.enter()).isTrue();
        assertThat(places.enter()).isFalse();
        List<Bulkhead.Entrant> waiting = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            int number = i;
            Bulkhead.Entrant entrant = () -> waiting.remove(number);
            waiting.add(entrant);
            assertThat(places.await(entrant)).isTrue();
        }
        assertThat(places.await(() -> { })).isFalse();
        assertThat(all.awaited().sum()).isEqualTo(4);
        places.giveUp(waiting.get(2));
        places.giveUp(waiting.get(2));
        assertThat(all.awaited().sum()).isEqualTo(3);
        assertThat(places.await(() -> { })).isTrue();
    }

    @Test
    void hands_a_place_to_who_has_waited_longest() throws Exception {
        CompletableFuture<List<String>> admitted = new CompletableFuture<>();
        VERTX.runOnContext(now -> {
            Bulkhead places = new Bulkhead(VERTX.getOrCreateContext(), 1, all);
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
                order.add(places.isEmpty() && all.taken().sum() == 0 && all.awaited().sum() == 0 ? "empty" : "taken");
                admitted.complete(order);
            });
        });
        assertThat(admitted.get(5, TimeUnit.SECONDS)).containsExactly("first", "second", "empty");
    }

    @Test
    @DisplayName("Netty tells the end of a caller's connection on its event loop, but in no context of Vert.x'; there, nobody is admitted on another loop")
    void admits_on_its_own_event_loop_wherever_a_place_is_left() throws Exception {
        Context loop = VERTX.getOrCreateContext();
        CompletableFuture<Context> admitted = new CompletableFuture<>();
        Bulkhead places = new Bulkhead(loop, 1, all);
        ((ContextInternal) loop).nettyEventLoop().execute(() -> {
            places.enter();
            places.await(() -> admitted.complete(Vertx.currentContext()));
            places.leave();
        });
        assertThat(admitted.get(5, TimeUnit.SECONDS)).isSameAs(loop);
    }
}
