package dev.claviger.gateway.forward.header;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.claviger.gateway.refuse.Refusal;
import dev.claviger.gateway.refuse.Refused;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpVersion;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("RFC 9110 §7.6.3")
class ViaTest {

    private final Via via = new Via("claviger");

    private static MultiMap headers(String... values) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        for (String value : values) {
            headers.add("via", value);
        }
        return headers;
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1.1 claviger", "1.1 claviger, 1.1 claviger", "1.1 other, 1.1 claviger2, 1.1 other, 2 (claviger)", "claviger, claviger, claviger"})
    void lets_pass_what_has_come_by_seldom(String value) {
        via.refuseCircles(headers(value));
        via.refuseCircles(headers());
    }

    @Test
    void refuses_what_comes_by_a_fourth_time() {
        assertThatThrownBy(() -> via.refuseCircles(headers("1.1 claviger, 1.0 fred", "2 Claviger (note), HTTP/1.1 \tclaviger")))
                .isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.refusal()).isEqualTo(Refusal.LOOP_DETECTED));
    }

    @Test
    void adds_itself_behind_the_others_with_the_version_received() {
        MultiMap outbound = headers("1.0 fred");
        via.append(HttpVersion.HTTP_1_0, outbound);
        via.append(HttpVersion.HTTP_1_1, outbound);
        via.append(HttpVersion.HTTP_2, outbound);
        assertThat(outbound.getAll("Via")).containsExactly("1.0 fred", "1.0 claviger", "1.1 claviger", "2 claviger");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a,b", "a\r\nb"})
    void takes_no_name_that_is_no_token(String name) {
        assertThatThrownBy(() -> new Via(name)).hasMessageContaining("claviger.upstream.via");
    }
}
