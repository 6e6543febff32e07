package dev.claviger.gateway.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestHeadTest {

    private static final HttpVersion OTHER = new HttpVersion("HTTP", 1, 2, true);

    private final RequestHead head = new RequestHead(2);

    private void see(String lines) {
        byte[] bytes = lines.replace("|", "\r\n").replace("\\t", "\t").getBytes(StandardCharsets.US_ASCII);
        head.see(Unpooled.wrappedBuffer(bytes), 0, bytes.length);
    }

    private static HttpRequest request(String... headers) {
        HttpRequest request = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/");
        for (int i = 0; i < headers.length; i += 2) {
            request.headers().add(headers[i], headers[i + 1]);
        }
        return request;
    }

    @ParameterizedTest
    @CsvSource({"GET / HTTP/1.1|A: b||, true", "GET / HTTP/1.1|A: b| c||, false", "GET / HTTP/1.1|A: b|\\tc||, false", "GET / HTTP/1.1|: b||, false"})
    @DisplayName("RFC 9112 §5.1, §5.2: lines that are continued, or begin with their colon")
    void sees_how_lines_begin(String lines, boolean isReadable) {
        see(lines);
        assertThat(head.flawOf(request()) == null).isEqualTo(isReadable);
    }

    @ParameterizedTest
    @CsvSource({"'GET / HTTP/1.1', 4, 6, true", "'GET  / HTTP/1.1', 5, 7, false", "'GET\t/ HTTP/1.1', 4, 6, false", "'GET / \tHTTP/1.1', 4, 7, false"})
    @DisplayName("RFC 9112 §3: one space parts a request line")
    void sees_what_parts_the_request_line(String line, int second, int third, boolean isReadable) {
        byte[] bytes = line.getBytes(StandardCharsets.US_ASCII);
        head.begins(3);
        head.goesOn(bytes, second, 1);
        head.goesOn(bytes, third, bytes.length - third);
        assertThat(head.flawOf(request()) == null).isEqualTo(isReadable);
    }

    @Test
    void counts_headers_and_forgets_them_with_the_next_head() {
        see("GET / HTTP/1.1|A: b|");
        see("A: b||");
        assertThat(head.flawOf(request())).isNull();
        head.forget();
        assertThat(head.hasBegun()).isFalse();
        see("GET / HTTP/1.1|A: b|A: b|A: b||");
        assertThat(head.hasBegun()).isTrue();
        assertThat(head.flawOf(request())).isInstanceOf(TooLongHttpHeaderException.class);
    }

    @ParameterizedTest
    @CsvSource({"chunked, true", "CHUNKED, true", "'gzip, chunked', false", "identity, false", "'chunked, chunked', false", "'', false"})
    @DisplayName("RFC 9112 §6.1: a body whose end is seen")
    void knows_where_a_body_ends(String coding, boolean isReadable) {
        assertThat(head.flawOf(request("Transfer-Encoding", coding)) == null).isEqualTo(isReadable);
        assertThat(head.flawOf(request("Transfer-Encoding", coding, "Transfer-Encoding", coding))).isNotNull();
    }

    @Test
    void knows_the_body_nobody_announces() {
        assertThat(head.flawOf(request("Sec-WebSocket-Key1", "4 @1  46546xW%0l 1 5"))).isNotNull();
    }

    @Test
    @DisplayName("RFC 9110 §6.2: what is of another version is answered in ours, whoever found it unreadable")
    void answers_in_a_version_we_speak() {
        HttpRequest other = new DefaultHttpRequest(OTHER, HttpMethod.GET, "/");
        assertThat(head.flawOf(other)).isNotNull();
        assertThat(other.protocolVersion()).isEqualTo(HttpVersion.HTTP_1_1);
        HttpRequest broken = new DefaultHttpRequest(OTHER, HttpMethod.GET, "/");
        broken.setDecoderResult(DecoderResult.failure(new IllegalArgumentException()));
        assertThat(head.flawOf(broken)).as("it has a reason already").isNull();
        assertThat(broken.protocolVersion()).isEqualTo(HttpVersion.HTTP_1_1);
    }
}
