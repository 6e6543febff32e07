package dev.claviger.gateway.authenticate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.claviger.gateway.refuse.Refusal;
import dev.claviger.gateway.refuse.Refused;
import io.vertx.core.MultiMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("RFC 6750 §2.1: Authorization: Bearer, one space, a b64token")
class BearerTokenTest {

    private static MultiMap authorization(String... credentials) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        for (String one : credentials) {
            headers.add("Authorization", one);
        }
        return headers;
    }

    private static void assertRefused(MultiMap headers, String query, Refusal refusal) {
        assertThatThrownBy(() -> BearerToken.of(headers, query).text()).isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.refusal()).isEqualTo(refusal));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer a.b-c_d~e+f/g==", "bearer a.b-c_d~e+f/g==", "BEARER a.b-c_d~e+f/g=="})
    void takes_the_scheme_in_any_case(String credentials) {
        assertThat(BearerToken.of(authorization(credentials), "page=3").text()).isEqualTo("a.b-c_d~e+f/g==");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer a b", "Bearer  a", "Bearer a,b", "Bearer a\u0000", "Bearer \u00e9", "Bearer a\u0142", "Bearer "})
    void refuses_what_is_no_b64token(String credentials) {
        assertRefused(authorization(credentials), null, Refusal.TOKEN_MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic YTpi", "Bearera", "Bear er a", ""})
    void asks_for_a_token_where_there_is_another_scheme(String credentials) {
        assertRefused(authorization(credentials), null, Refusal.NO_TOKEN);
    }

    @Test
    void refuses_two() {
        assertRefused(authorization("Bearer a", "Bearer a"), null, Refusal.TOKEN_SENT_TWICE);
    }

    @ParameterizedTest
    @CsvSource({"access_token=a", "page=1&access_token=a", "page=1;access_token", "access%5Ftoken=a"})
    @DisplayName("RFC 9700 §4.3.2: not in the query as well")
    void refuses_one_in_the_query_as_well(String query) {
        assertRefused(authorization("Bearer a"), query, Refusal.TOKEN_SENT_TWICE);
    }

    @Test
    void knows_the_same_token_whatever_the_case_of_its_scheme() {
        assertThat(BearerToken.of(authorization("bearer abc"), null).key()).isEqualTo(BearerToken.of(authorization("Bearer abc"), null).key())
                .isNotEqualTo(BearerToken.of(authorization("Bearer abd"), null).key());
    }
}
