package dev.claviger.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Answers of upstreams, right and wrong")
class UpstreamAnswerTest {

    private static final String HOST = LeadingGateway.HOST;
    @RegisterExtension
    static final LeadingGateway gateway = new LeadingGateway(Map.of("claviger.upstream.idle-timeout", "PT0.3S", "claviger.upstream.response-timeout", "PT1S"));

    private Wire.Answer answerTo(String method, String raw) throws Exception {
        gateway.upstream().behave((request, connection) -> RawUpstream.write(connection, raw));
        return gateway.send(method, HOST, "/open");
    }

    @ParameterizedTest
    @DisplayName("RFC 9112 §5, §6.3: what could be read in two ways, or breaks out of its line, is no answer")
    @ValueSource(strings = {
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: xchunked\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nbody",
            "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: +3\r\n\r\nraw",
            "HTTP/1.1 200 OK\r\nContent-Length: 3, 3\r\n\r\nraw",
            "HTTP/1.1 200 OK\r\nX-Nul: a\u0000b\r\nContent-Length: 0\r\n\r\n",
            "HTTP/1.1 200 OK\r\nX-Cr: a\rSet-Cookie: b\r\nContent-Length: 0\r\n\r\n",
            "HTTP/1.1 2000 OK\r\nContent-Length: 0\r\n\r\n",
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n",
            "HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
            "HTTP/2.0 200 OK\r\nContent-Length: 0\r\n\r\n",
            "HTTP/1.1 200 OK\r\n: b\r\nContent-Length: 3\r\n\r\nraw",
            "HTTP/1.1 200 OK\r\nX-Vt: a\u000bb\r\nContent-Length: 3\r\n\r\nraw",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
            "HTTP/1.1 20 OK\r\nContent-Length: 0\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: 0x3\r\n\r\nraw",
            "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\nraw",
            "nothing of the kind\r\n\r\n"})
    void refuses_what_is_no_answer(String raw) throws Exception {
        assertThat(answerTo("GET", raw).status()).isEqualTo(502);
        gateway.upstream().behave(RawUpstream.OK);
        assertThat(gateway.send("GET", HOST, "/open").body()).isEqualTo("raw");
    }

    @Test
    @DisplayName("RFC 9112 §5.1, §5.2: white space before a colon goes, a folded line becomes one")
    void passes_on_what_is_only_untidy() throws Exception {
        Wire.Answer answer = answerTo("GET", "HTTP/1.1 200 OK\r\nX-Space : a\r\nX-Fold: b\r\n c\r\nX-High: \u00e9\r\nContent-Length: 3\r\n\r\nraw");
        assertThat(answer.head()).contains("X-Space: a", "X-Fold: b c", "X-High: \u00e9", "Via: 1.1 claviger");
        assertThat(answer.body()).isEqualTo("raw");
    }

    @Test
    @DisplayName("RFC 9110 §6.6.1: an upstream's Date passes, and an answer that has none gets the gateway's")
    void says_when_an_answer_was_made() throws Exception {
        Wire.Answer dated = answerTo("GET", "HTTP/1.1 200 OK\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\nContent-Length: 0\r\n\r\n");
        assertThat(dated.headers("Date")).containsExactly("Sun, 06 Nov 1994 08:49:37 GMT");
        for (String undated : List.of("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", "HTTP/1.1 204 No Content\r\n\r\n", "HTTP/1.1 304 Not Modified\r\nETag: x\r\n\r\n", "no answer\r\n\r\n")) {
            Instant before = Instant.now().truncatedTo(ChronoUnit.SECONDS);
            List<String> dates = answerTo("GET", undated).headers("Date");
            assertThat(dates).as(undated).singleElement().satisfies(date -> assertThat(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date))).isBetween(before, Instant.now()));
        }
    }

    @Test
    void refuses_a_head_that_is_too_large() throws Exception {
        assertThat(answerTo("GET", "HTTP/1.1 200 OK\r\nX-Large: " + "x".repeat(70_000) + "\r\nContent-Length: 0\r\n\r\n").status()).isEqualTo(502);
    }

    @ParameterizedTest
    @DisplayName("RFC 9110 §15.2: interim answers are for the gateway alone")
    @ValueSource(strings = {"HTTP/1.1 100 Continue\r\n\r\n", "HTTP/1.1 103 Early Hints\r\nLink: </style.css>\r\n\r\n"})
    void waits_for_the_final_answer(String interim) throws Exception {
        Wire.Answer answer = answerTo("GET", interim + "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nfinal");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("final");
        assertThat(answer.header("Link")).isNull();
    }

    @ParameterizedTest
    @DisplayName("RFC 9110 §6.4.1: what follows an answer that has no body belongs to nobody")
    @ValueSource(strings = {"HEAD 200 OK", "GET 204 No Content", "GET 304 Not Modified"})
    void passes_no_body_on_where_there_is_none(String row) throws Exception {
        String[] parts = row.split(" ", 2);
        gateway.upstream().behave((request, connection) -> RawUpstream.write(connection, "HTTP/1.1 " + parts[1] + "\r\nContent-Length: 43\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil"));
        try (Wire wire = new Wire(gateway.port())) {
            Wire.Answer answer = wire.write(TestGateway.request(parts[0], HOST, "/open")).read(false);
            assertThat(answer.status()).isEqualTo(Integer.parseInt(parts[1].substring(0, 3)));
            gateway.upstream().behave(RawUpstream.OK);
            Wire.Answer next = wire.write(TestGateway.request("GET", HOST, "/open")).read();
            assertThat(next.body()).isEqualTo("raw");
        }
    }

    @Test
    void reads_an_answer_of_the_old_version_to_its_end() throws Exception {
        gateway.upstream().behave((request, connection) -> {
            RawUpstream.write(connection, "HTTP/1.0 200 OK\r\n\r\nuntil the end");
            connection.close();
        });
        Wire.Answer answer = gateway.send("GET", HOST, "/open");
        assertThat(answer.body()).isEqualTo("until the end");
    }

    @Test
    @DisplayName("RFC 9110 §6.5.1: trailers cannot say what belongs before the body or to the connection")
    void passes_only_fit_trailers_on() throws Exception {
        gateway.upstream().behave((request, connection) -> RawUpstream.write(connection,
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nraw\r\n0\r\nX-Checksum: 7\r\nConnection: X-Hop\r\nX-Hop: 1\r\nKeep-Alive: timeout=9\r\nContent-Length: 9\r\n\r\n"));
        try (Wire wire = new Wire(gateway.port())) {
            String all = wire.write(TestGateway.request("GET", HOST, "/open")).readRaw("X-Checksum", "\r\n\r\n");
            assertThat(all.substring(all.indexOf("raw"))).isEqualTo("raw\r\n0\r\nX-Checksum: 7\r\n\r\n");
        }
    }

    @Test
    @DisplayName("RFC 9110 §6.5: trailers without bound break the answer off")
    void breaks_off_an_answer_with_too_many_trailers() throws Exception {
        gateway.upstream().behave((request, connection) -> RawUpstream.write(connection,
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nraw\r\n0\r\n" + "X-Many: 1\r\n".repeat(10_000) + "\r\n"));
        try (Wire wire = new Wire(gateway.port())) {
            wire.write(TestGateway.request("GET", HOST, "/open"));
            assertThatThrownBy(() -> wire.readRaw("\r\n0\r\n", "\r\n\r\n")).isInstanceOf(IOException.class).hasMessageNotContaining("X-Many");
        }
        TestGateway.eventually(() -> gateway.upstream().left() == 1);
    }

    @ParameterizedTest
    @DisplayName("RFC 9112 §7.1: chunks that are none break the answer off")
    @ValueSource(strings = {"3\nraw\r\n0\r\n\r\n", "x\r\nraw\r\n0\r\n\r\n", "-3\r\nraw\r\n0\r\n\r\n", "3\r\nrawer\r\n0\r\n\r\n", "3\r\nraw\r\n0\r\nX-T: a\rb: c\r\n\r\n", "3\r\nraw\r\n0\r\nX-T: a\u0000b\r\n\r\n",
            "ffffffffffffffffff\r\nraw\r\n0\r\n\r\n"})
    void breaks_off_what_is_not_chunked(String body) throws Exception {
        gateway.upstream().behave((request, connection) -> RawUpstream.write(connection, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + body));
        try (Wire wire = new Wire(gateway.port())) {
            wire.write(TestGateway.request("GET", HOST, "/open"));
            assertThatThrownBy(() -> wire.readRaw("\r\n0\r\n", "\r\n\r\n")).isInstanceOf(IOException.class);
        }
    }

    @Test
    @DisplayName("A head that comes byte by byte must be there in time, too")
    void gives_a_head_up_that_drips_too_long() throws Exception {
        gateway.upstream().behave((request, connection) -> {
            for (char c : "HTTP/1.1 200 OK\r\nX-Long: xxxxxxxxxxxxxxxx".toCharArray()) {
                RawUpstream.write(connection, String.valueOf(c));
                sleep();
            }
        });
        assertThat(gateway.send("POST", HOST, "/open", "Content-Length: 0").status()).isEqualTo(504);
        assertThat(gateway.upstream().requests()).hasSize(1);
    }

    @Test
    void gives_an_answer_up_that_pauses_too_long() throws Exception {
        gateway.upstream().behave((request, connection) -> RawUpstream.write(connection, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nraw\r\n"));
        try (Wire wire = new Wire(gateway.port())) {
            wire.write(TestGateway.request("GET", HOST, "/open"));
            assertThatThrownBy(wire::read).isInstanceOf(IOException.class);
        }
        TestGateway.eventually(() -> gateway.upstream().left() == 1);
    }

    @Test
    @DisplayName("Server-sent events live as long as they come")
    void lets_an_answer_live_that_comes_in_drips() throws Exception {
        gateway.upstream().behave((request, connection) -> {
            RawUpstream.write(connection, "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n");
            for (int i = 0; i < 5; i++) {
                sleep();
                RawUpstream.write(connection, "2\r\n:\n\r\n");
            }
            RawUpstream.write(connection, "0\r\n\r\n");
        });
        assertThat(gateway.send("GET", HOST, "/open").body()).isEqualTo(":\n".repeat(5));
    }

    private static void sleep() {
        try {
            Thread.sleep(120);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    @DisplayName("RFC 9110 §15.4: a redirect is the caller's to follow")
    void follows_no_redirect() throws Exception {
        Wire.Answer answer = answerTo("GET", "HTTP/1.1 307 Temporary Redirect\r\nLocation: http://169.254.169.254/\r\nContent-Length: 0\r\n\r\n");
        assertThat(answer.status()).isEqualTo(307);
        assertThat(answer.header("Location")).isEqualTo("http://169.254.169.254/");
        assertThat(gateway.upstream().requests()).hasSize(1);
    }
}
