package dev.claviger.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

class AttemptTest {

    private final TestClock clock = new TestClock();

    @Test
    void a_connection_that_never_came_about_is_tried_again_whatever_the_method() {
        assertThat(after(new ConnectException(), false)).contains(Duration.ofMillis(500));
        assertThat(after(new HttpConnectTimeoutException("slow"), false)).contains(Duration.ofMillis(500));
    }

    @Test
    void a_connection_that_broke_is_tried_again_only_where_twice_is_as_good_as_once() {
        assertThat(after(new IOException("reset"), true)).isPresent();
        assertThat(after(new HttpTimeoutException("no answer"), true)).isPresent();
        assertThat(after(new IOException("reset"), false)).isEmpty();
        assertThat(after(new HttpTimeoutException("no answer"), false)).isEmpty();
    }

    @Test
    void a_certificate_nobody_trusts_is_not_looked_at_again() {
        assertThat(after(new SSLHandshakeException("PKIX path building failed"), true)).isEmpty();
    }

    @Test
    void the_fourth_is_the_last() {
        assertThat(new Attempt(3, true, clock).anotherAfter(new ConnectException())).contains(Duration.ofSeconds(2));
        assertThat(new Attempt(4, true, clock).anotherAfter(new ConnectException())).isEmpty();
    }

    private Optional<Duration> after(IOException failure, boolean repeatable) {
        return new Attempt(1, repeatable, clock).anotherAfter(failure);
    }
}
