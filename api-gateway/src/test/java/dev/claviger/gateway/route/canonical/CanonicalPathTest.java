package dev.claviger.gateway.route.canonical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.claviger.gateway.refuse.Refused;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalPathTest {

    @ParameterizedTest
    @CsvSource({"/, /", "/a/, /a/", "/%41, /A", "/%2D%2e%5f%7E, /-._~", "/%e2%82%ac, /%E2%82%AC", "/a%20b, /a%20b", "/%25, /%25", "/%2525zz, ''", "/%40me/x%3acancel, /@me/x:cancel",
            "/%21%24%26%27%28%29%2A%2c%3D, '/!$&''()*,='", "/a+b, /a+b", "/a%2bb, /a%2Bb", "/100%25zz, /100%25zz", "/100%25%20, /100%25%20", "/%25%34%31, /%2541"})
    @DisplayName("RFC 3986 §6.2.2, §3.3: what may stand as it is decoded, but for +, hex digits raised, nothing else changed")
    void normalises_what_means_the_same(String raw, String canonical) {
        if (canonical.isEmpty()) {
            assertThatThrownBy(() -> CanonicalPath.of(raw)).isInstanceOf(Refused.class);
        } else {
            assertThat(CanonicalPath.of(raw)).isEqualTo(canonical);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"//", "/.", "/..", "/a/./b", "/a/%2e", "/%2f", "/%5C", "/;", "/%3b", "/%00", "/%1F", "/%7F", "/%80", "/%c0%af", "/%ed%a0%80", "/%E2%82", "/%e2%82a", "/%", "/%4", "/%4g", "/\uff0f", "/ ", "/a\t", "/\\",
            "/%252e", "/%255c", "/%2500", "/%253b", "/%25%32%65%25%32%65/a", "/%252%65%252%65/a", "/%25%32%66x", "/%25%32f", "/%25%35%43", "/%25%33%62", "/%25%32%35", "/%25%30%30"})
    void refuses_what_servers_read_differently(String raw) {
        assertThatThrownBy(() -> CanonicalPath.of(raw)).isInstanceOf(Refused.class);
    }

    @RepeatedTest(20)
    @DisplayName("Whatever is sent: refused, or of a form that does not change when it is read once more")
    void is_stable() {
        Random random = new Random();
        String alphabet = "/.%%%%0123456789abcdefABCDEF;\\-~@+ ?é";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder raw = new StringBuilder("/");
            for (int length = random.nextInt(16); length > 0; length--) {
                raw.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            String once;
            try {
                once = CanonicalPath.of(raw.toString());
            } catch (Refused refused) {
                continue;
            }
            assertThat(CanonicalPath.of(once)).isEqualTo(once);
            assertThat(once).doesNotContain("//").doesNotContain("/../").doesNotContain(";").doesNotContain("%2F").doesNotContain("%5C").doesNotContain("%40");
            assertThat(once).doesNotContainPattern("%25(?i:2e|2f|5c|3b|25|7f|[01][0-9a-f])");
        }
    }

    @Test
    void leaves_a_plain_path_the_very_same_text() {
        String path = "/plain/path";
        assertThat(CanonicalPath.of(path)).isSameAs(path);
    }
}
