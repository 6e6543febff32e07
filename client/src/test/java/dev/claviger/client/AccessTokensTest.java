package dev.claviger.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AccessTokensTest {

    private final TestClock clock = new TestClock();
    private final AtomicInteger fetches = new AtomicInteger();

    @Test
    void whoever_was_refused_late_does_not_throw_away_the_new_token() throws Exception {
        AccessTokens tokens = new AccessTokens(() -> token(fetches.incrementAndGet()), clock);
        AccessToken first = tokens.current();

        tokens.forget(first);
        AccessToken second = tokens.current();
        tokens.forget(first);

        assertThat(tokens.current()).isSameAs(second);
        assertThat(fetches).hasValue(2);
    }

    @Test
    void those_who_wait_share_the_failure_instead_of_failing_one_after_another() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch fail = new CountDownLatch(1);
        AccessTokens tokens = new AccessTokens(() -> {
            fetches.incrementAndGet();
            begun.countDown();
            fail.await();
            throw new IOException("down");
        }, clock);

        CompletableFuture<Void> first = CompletableFuture.runAsync(() -> assertFails(tokens));
        begun.await();
        Thread second = new Thread(() -> assertFails(tokens));
        second.start();
        awaitWaiting(second);
        fail.countDown();

        first.get(5, TimeUnit.SECONDS);
        second.join(5_000);
        assertThat(fetches).hasValue(1);
    }

    @Test
    void a_thread_told_to_stop_while_fetching_does_not_stop_those_who_wait() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        AccessTokens tokens = new AccessTokens(() -> {
            if (fetches.incrementAndGet() == 1) {
                begun.countDown();
                Thread.sleep(60_000);
            }
            return token(fetches.get());
        }, clock);
        Thread stopped = new Thread(() -> assertThatThrownBy(tokens::current).isInstanceOf(InterruptedException.class));
        stopped.start();
        begun.await();
        CompletableFuture<String> waiting = new CompletableFuture<>();
        Thread waiter = new Thread(() -> {
            try {
                waiting.complete(tokens.current().value());
            } catch (IOException | InterruptedException e) {
                waiting.completeExceptionally(e);
            }
        });
        waiter.start();
        awaitWaiting(waiter);

        stopped.interrupt();

        assertThat(waiting.get(5, TimeUnit.SECONDS)).isEqualTo("2");
    }

    private static AccessToken token(int number) {
        return new AccessToken(Integer.toString(number), Instant.MAX);
    }

    private static void assertFails(AccessTokens tokens) {
        assertThatThrownBy(tokens::current).isInstanceOf(IOException.class).hasMessage("down");
    }

    private static void awaitWaiting(Thread thread) throws InterruptedException {
        while (thread.getState() != Thread.State.WAITING) {
            Thread.sleep(1);
        }
    }
}
