package dev.claviger.gateway.forward.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DeadlinesTest {

    @Test
    void expire_in_order_unless_they_are_lifted_and_later_when_set_again() throws Exception {
        Vertx vertx = Vertx.vertx();
        List<String> expired = new CopyOnWriteArrayList<>();
        CountDownLatch last = new CountDownLatch(1);
        vertx.runOnContext(now -> {
            Deadlines deadlines = new Deadlines(vertx, TimeUnit.MILLISECONDS.toNanos(150));
            Deadlines.Deadline first = new Deadlines.Deadline(() -> expired.add("first"));
            Deadlines.Deadline lifted = new Deadlines.Deadline(() -> expired.add("lifted"));
            Deadlines.Deadline again = new Deadlines.Deadline(() -> {
                expired.add("again");
                last.countDown();
            });
            deadlines.set(again);
            deadlines.set(first);
            deadlines.set(lifted);
            lifted.lift();
            lifted.lift();
            vertx.setTimer(120, later -> deadlines.set(again));
        });
        assertThat(last.await(5, TimeUnit.SECONDS)).isTrue();
        assertThat(expired).containsExactly("first", "again");
        vertx.close();
    }

    @Test
    void leave_others_their_turn_where_many_end_at_once() throws Exception {
        Vertx vertx = Vertx.vertx();
        int many = 50;
        List<String> done = new CopyOnWriteArrayList<>();
        CountDownLatch expired = new CountDownLatch(many);
        vertx.runOnContext(now -> {
            Deadlines deadlines = new Deadlines(vertx, TimeUnit.MILLISECONDS.toNanos(20));
            for (int i = 0; i < many; i++) {
                deadlines.set(new Deadlines.Deadline(() -> {
                    done.add("end");
                    vertx.runOnContext(turn -> done.add("other"));
                    expired.countDown();
                }));
            }
        });
        assertThat(expired.await(5, TimeUnit.SECONDS)).isTrue();
        assertThat(done.subList(0, 10)).contains("other");
        vertx.close();
    }
}
