package dev.claviger.gateway.forward;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.StreamResetException;
import java.io.IOException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplayTest {

    private static Throwable cause(String name) {
        return switch (name) {
            case "closed" -> new HttpClosedException("Connection was closed");
            case "reset by peer" -> new IOException("Connection reset by peer");
            case "refused stream" -> new StreamResetException(7);
            case "cancelled stream" -> new StreamResetException(8);
            default -> new IllegalArgumentException("invalid version format");
        };
    }

    @ParameterizedTest
    @DisplayName("RFC 9110 §9.2.2, RFC 9113 §8.7: idempotent, without a body, and lost with a kept connection; or certainly not processed")
    @CsvSource({
            "GET,     false, true,  closed,           true",
            "HEAD,    false, true,  reset by peer,    true",
            "OPTIONS, false, true,  closed,           true",
            "PUT,     false, true,  closed,           true",
            "DELETE,  false, true,  closed,           true",
            "POST,    false, true,  closed,           false",
            "PATCH,   false, true,  closed,           false",
            "PROPFIND,false, true,  closed,           false",
            "PUT,     true,  true,  closed,           false",
            "GET,     false, false, closed,           false",
            "GET,     false, true,  no HTTP,          false",
            "GET,     false, true,  cancelled stream, false",
            "POST,    false, false, refused stream,   true",
            "POST,    true,  true,  refused stream,   false"})
    void is_safe_only_where_nobody_can_tell(String method, boolean hasBody, boolean reused, String cause, boolean safe) {
        assertThat(Replay.isSafe(HttpMethod.valueOf(method), hasBody, reused, cause(cause))).isEqualTo(safe);
    }
}
