package dev.claviger.credential.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;

class FollowerTest {

    private final Vertx vertx = Vertx.vertx();
    private final List<String> calls = new ArrayList<>();
    private boolean full;

    private final HttpServerResponse response = (HttpServerResponse) Proxy.newProxyInstance(getClass().getClassLoader(),
            new Class<?>[] {HttpServerResponse.class}, (proxy, method, arguments) -> {
                if (method.getName().equals("writeQueueFull")) {
                    return full;
                }
                calls.add(method.getName() + (method.getName().equals("write") ? " " + arguments[0] : ""));
                return method.getReturnType() == boolean.class ? (Object) false : null;
            });

    @AfterEach
    void close() {
        vertx.close();
    }

    private Follower followerAt(long position) {
        Follower follower = new Follower(response, vertx.getOrCreateContext(), position);
        calls.clear();
        return follower;
    }

    private static FeedBatch batch(long from, long to) {
        return new FeedBatch("feed", to, Optional.empty(), LongStream.rangeClosed(from, to).mapToObj(at -> EventFrame.of(at, "scope-deleted", 0, "{}")).toList());
    }

    @Test
    void passes_over_what_it_has() {
        Follower follower = followerAt(5);
        follower.send(batch(4, 7));
        assertThat(calls).hasSize(2).allMatch(call -> call.startsWith("write id: "));
        assertThat(follower.position()).isEqualTo(7);
    }

    @Test
    @DisplayName("a heartbeat never tells less than the follower has: that would look like a restored backup")
    void a_heartbeat_never_goes_back() {
        Follower follower = followerAt(9);
        follower.heartbeat(batch(7, 8));
        assertThat(calls).singleElement().asString().contains("\"position\":9}");
    }

    @Test
    void cuts_off_who_reads_too_slowly_and_keeps_no_more_for_it() {
        full = true;
        Follower follower = followerAt(0);
        follower.send(batch(1, 10_000));
        assertThat(follower.isClosed()).isFalse();
        follower.send(batch(10_001, 10_001));
        assertThat(follower.isClosed()).isTrue();
        assertThat(calls).containsExactly("reset");
        full = false;
        follower.send(batch(10_002, 10_003));
        assertThat(calls).containsExactly("reset");
    }

    @Test
    @DisplayName("a heartbeat that had to wait would pass off the past as now")
    void who_reads_too_slowly_gets_no_heartbeat() {
        full = true;
        Follower follower = followerAt(1);
        follower.heartbeat(batch(1, 1));
        assertThat(calls).isEmpty();
        follower.send(batch(2, 2));
        full = false;
        follower.heartbeat(batch(2, 2));
        assertThat(calls).isEmpty();
        follower.whenDrained(() -> { });
        assertThat(calls).singleElement().asString().startsWith("write id: 2");
        follower.heartbeat(batch(2, 2));
        assertThat(calls).hasSize(2);
    }
}
