package dev.claviger.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("RFC 9110 §9.2.2, RFC 9112 §9.3.1: a request that died with a kept connection is sent once more, unless somebody could tell the difference")
class UpstreamRetryTest {

    private static final String HOST = LeadingGateway.HOST;
    /** Answers the first request of a connection and ends it in the middle of the second. */
    private static final RawUpstream.Behaviour KILLS_THE_SECOND = (request, connection) -> {
        if (request.number() > 1) {
            connection.close();
        } else {
            RawUpstream.OK.answer(request, connection);
        }
    };
    @RegisterExtension
    static final LeadingGateway gateway = new LeadingGateway(Map.of());

    @BeforeEach
    void kill() {
        gateway.upstream().behave(KILLS_THE_SECOND);
    }

    private static Wire.Answer ask(String method, String... headers) throws Exception {
        return gateway.send(method, HOST, "/all-open/x", headers);
    }

    private static double retries(String kind) {
        return gateway.registry().get("claviger.upstream.retries").tag("kind", kind).counter().count();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "PUT", "DELETE"})
    void sends_what_can_be_repeated_once_more_on_a_connection_of_its_own(String method) throws Exception {
        double before = retries("replayed");
        assertThat(ask("GET").status()).isEqualTo(200);
        assertThat(ask(method).status()).isEqualTo(200);
        assertThat(gateway.upstream().requests()).extracting(RawUpstream.Request::connection).containsExactly(1, 1, 2);
        assertThat(gateway.upstream().requests().get(2).line()).isEqualTo(method + " /all-open/x HTTP/1.1");
        assertThat(retries("replayed")).isEqualTo(before + 1);
    }

    @ParameterizedTest
    @CsvSource({"POST, 0", "PATCH, 0", "POST, 2", "PUT, 2", "DELETE, 2"})
    void never_repeats_what_might_have_been_done_or_has_a_body(String method, int length) throws Exception {
        assertThat(ask("GET").status()).isEqualTo(200);
        Wire.Answer answer = Wire.exchange(gateway.port(), TestGateway.request(method, HOST, "/all-open/x", "Content-Length: " + length) + "x".repeat(length));
        assertThat(answer.status()).isEqualTo(502);
        assertThat(gateway.upstream().requests()).hasSize(2);
    }

    @Test
    @DisplayName("On a fresh connection it is the upstream that fails, and not a race")
    void does_not_repeat_what_failed_on_a_fresh_connection() throws Exception {
        gateway.upstream().behave((request, connection) -> connection.close());
        assertThat(ask("GET").status()).isEqualTo(502);
        assertThat(gateway.upstream().requests()).hasSize(1);
    }

    /** Without a word of goodbye: RST instead of FIN. */
    private static void reset(Socket connection) throws IOException {
        connection.setSoLinger(true, 0);
        connection.close();
    }

    @Test
    @DisplayName("RFC 9293 §3.5.2: a reset is no better a reason to repeat than an end")
    void repeats_after_a_reset_only_what_it_repeats_after_an_end() throws Exception {
        gateway.upstream().behave((request, connection) -> {
            if (request.number() > 1) {
                reset(connection);
            } else {
                RawUpstream.OK.answer(request, connection);
            }
        });
        assertThat(ask("GET").status()).isEqualTo(200);
        assertThat(ask("GET").status()).isEqualTo(200);
        assertThat(gateway.upstream().requests()).hasSize(3);
        assertThat(ask("GET").status()).isEqualTo(200);
        assertThat(ask("POST", "Content-Length: 0").status()).isEqualTo(502);
        assertThat(gateway.upstream().requests()).filteredOn(request -> request.line().startsWith("POST")).hasSize(1);
        gateway.upstream().behave((request, connection) -> reset(connection));
        assertThat(ask("POST", "Content-Length: 0").status()).isEqualTo(502);
        assertThat(gateway.upstream().requests()).filteredOn(request -> request.line().startsWith("POST")).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"true, Content-Length: 100", "false, Content-Length: 100", "true, Transfer-Encoding: chunked", "false, Transfer-Encoding: chunked"})
    @DisplayName("RFC 9112 §8: once an answer has begun nothing is repeated, and nothing is told as whole")
    void repeats_nothing_whose_answer_had_begun(boolean reset, String framing) throws Exception {
        assertThat(ask("GET").status()).isEqualTo(200);
        gateway.upstream().behave((request, connection) -> {
            RawUpstream.write(connection, "HTTP/1.1 200 OK\r\n" + framing + "\r\n\r\n4\r\nhalf\r\n");
            pause();
            if (reset) {
                reset(connection);
            } else {
                connection.close();
            }
        });
        try (Wire wire = new Wire(gateway.port())) {
            wire.write(TestGateway.request("GET", HOST, "/all-open/x")).readRaw("half", "\r\n");
            assertThat(wire.isClosed()).isTrue();
        }
        assertThat(gateway.upstream().requests()).hasSize(2);
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void repeats_once_and_no_more() throws Exception {
        assertThat(ask("GET").status()).isEqualTo(200);
        gateway.upstream().behave((request, connection) -> connection.close());
        assertThat(ask("GET").status()).isEqualTo(502);
        assertThat(gateway.upstream().requests()).hasSize(3);
    }

    @Test
    void does_not_repeat_what_was_answered_by_something_that_is_no_answer() throws Exception {
        assertThat(ask("GET").status()).isEqualTo(200);
        gateway.upstream().behave((request, connection) -> RawUpstream.write(connection, "what?\r\n\r\n"));
        assertThat(ask("GET").status()).isEqualTo(502);
        assertThat(gateway.upstream().requests()).hasSize(2);
    }

    @Test
    @DisplayName("300 requests through an upstream that closes idle connections and kills every third request of one: no 502 for a GET, no POST twice")
    void survives_an_upstream_that_keeps_closing() throws Exception {
        gateway.upstream().behave((request, connection) -> {
            if (request.number() % 3 == 0) {
                connection.close();
                return;
            }
            RawUpstream.OK.answer(request, connection);
            if (request.connection() % 4 == 0) {
                connection.close();
            }
        });
        try (Wire wire = new Wire(gateway.port())) {
            for (int i = 0; i < 300; i++) {
                boolean post = i % 3 == 0;
                int status = wire.write(TestGateway.request(post ? "POST" : "GET", HOST, "/all-open/" + i, "Content-Length: 0")).read().status();
                assertThat(status).isIn(post ? Set.of(200, 502) : Set.of(200));
            }
        }
        Set<String> posts = new HashSet<>();
        assertThat(gateway.upstream().requests()).filteredOn(request -> request.line().startsWith("POST")).allMatch(request -> posts.add(request.line())).hasSize(100);
    }
}
