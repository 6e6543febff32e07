package dev.claviger.gateway.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claviger.gateway.refuse.Refusal;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AccessLogTest {

    private static AccessLog.Line line(String host, String target, Refusal refusal, boolean complete) {
        return new AccessLog.Line("0af7", "10.0.0.1", "GET", host, target, 200, 14, 321, "acme", "prod", "read", "client0000000001", "jti-1", refusal, complete);
    }

    private static String text(AccessLog.Line line) {
        return AccessLog.pairs(line, new LineText("\\u")).toString();
    }

    @Test
    void writes_one_line_of_pairs() {
        assertThat(text(line("acme.test", "/items", null, true))).isEqualTo(
                "request=0af7 from=10.0.0.1 method=GET host=acme.test path=/items status=200 bytes=14 micros=321 tenant=acme env=prod route=read client_id=client0000000001 jti=jti-1");
        assertThat(text(line("acme.test", "/items", Refusal.SCOPE_MISSING, false))).endsWith(" refused=scope_missing aborted=true");
    }

    @Test
    void lets_no_caller_end_the_line_or_forge_a_pair() {
        String text = text(line("a\r\nrequest=forged", "/a status=200\t\"\\\u001b[31m\u2028\u00e9", null, true));
        assertThat(text).contains("host=a\\u000d\\u000arequest=forged path=/a\\u0020status=200\\u0009\\u0022\\u005c\\u001b[31m\\u2028\\u00e9 status=200");
        assertThat(text).matches("[\\x20-\\x7e]+");
    }

    @Test
    void shortens_what_is_endless() {
        assertThat(text(line("h", "/" + "a".repeat(5000), null, true))).hasSizeLessThan(600).contains("aaa... status");
    }

    @Test
    @DisplayName("RFC 8259 §7: as JSON the same pairs are one string, in which a backslash is escaped once more")
    void is_an_object_a_line_as_json() {
        String json = AccessLog.asJson(line("h\"", "/a", null, true), 7, new LineText("\\\\u")).toString();
        JsonObject object = new JsonObject(json);
        assertThat(json).endsWith("}\n");
        assertThat(object.getString("timestamp")).isEqualTo("1970-01-01T00:00:00.007Z");
        assertThat(object.getString("loggerName")).isEqualTo("dev.claviger.access");
        assertThat(object.getString("message")).isEqualTo(text(line("h\"", "/a", null, true)));
    }
}
