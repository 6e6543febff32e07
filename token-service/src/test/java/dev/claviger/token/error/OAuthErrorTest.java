package dev.claviger.token.error;

import dev.claviger.token.dialect.Presentation;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

@DisplayName("RFC 6749 §5.2: each error has its code, its status and its headers")
class OAuthErrorTest {

    static Stream<Arguments> errors() {
        Map<String, String> challenge = Map.of("WWW-Authenticate", "Basic realm=\"claviger\", charset=\"UTF-8\"");
        return Stream.of(
                arguments(OAuthException.invalidRequest("x"), "invalid_request", 400, Map.of()),
                arguments(OAuthException.missing(List.of("grant_type")), "invalid_request", 400, Map.of()),
                arguments(OAuthException.notText("scope"), "invalid_request", 400, Map.of()),
                arguments(OAuthException.absentBody(), "invalid_request", 400, Map.of()),
                arguments(OAuthException.unreadableBody(), "invalid_request", 400, Map.of()),
                arguments(OAuthException.bodyTooLarge(), "invalid_request", 413, Map.of()),
                arguments(OAuthException.notPost(), "invalid_request", 405, Map.of("Allow", "POST")),
                arguments(OAuthException.notGet(), "invalid_request", 405, Map.of("Allow", "GET, HEAD")),
                arguments(OAuthException.unknownPath(), "invalid_request", 404, Map.of()),
                arguments(OAuthException.invalidClient(Presentation.BASIC), "invalid_client", 401, challenge),
                arguments(OAuthException.invalidClient(Presentation.JSON), "invalid_client", 401, Map.of()),
                arguments(OAuthException.invalidClient(Presentation.FORM), "invalid_client", 400, Map.of()),
                arguments(OAuthException.invalidClient(Presentation.LIFECYCLE_FORM), "invalid_client", 401, Map.of()),
                arguments(OAuthException.invalidRefreshToken(), "invalid_grant", 400, Map.of()),
                arguments(OAuthException.unauthorizedClient(), "unauthorized_client", 400, Map.of()),
                arguments(OAuthException.unsupportedGrantType(), "unsupported_grant_type", 400, Map.of()),
                arguments(OAuthException.invalidScope("x"), "invalid_scope", 400, Map.of()),
                arguments(OAuthException.invalidTarget(), "invalid_target", 400, Map.of()),
                arguments(OAuthException.temporarilyUnavailable(), "temporarily_unavailable", 503, Map.of("Retry-After", "2")),
                arguments(OAuthException.grantsUnavailable(), "temporarily_unavailable", 503, Map.of("Retry-After", "2")),
                arguments(OAuthException.tooManyGuesses(), "temporarily_unavailable", 429, Map.of("Retry-After", "1")),
                arguments(OAuthException.tooManyRevocations(Duration.ofSeconds(6)), "temporarily_unavailable", 429, Map.of("Retry-After", "7")),
                arguments(OAuthException.serverError(), "server_error", 500, Map.of()));
    }

    @ParameterizedTest
    @MethodSource("errors")
    void code_status_and_headers(OAuthException error, String code, int status, Map<String, String> headers) {
        assertThat(error.code()).isEqualTo(code);
        assertThat(error.status()).isEqualTo(status);
        assertThat(error.headers()).isEqualTo(headers);
    }

    @ParameterizedTest
    @MethodSource("errors")
    @DisplayName("in a metric a 429 is the caller's doing, and counts as no failure of ours")
    void outcomes(OAuthException error, String code, int status) {
        assertThat(error.outcome()).isEqualTo(status == 429 ? "throttled" : code);
    }

    @Test
    @DisplayName("in the detail shape a refresh token is refused as a secret is: 401")
    void the_detail_shape_has_statuses_of_its_own() {
        assertThat(OAuthException.invalidRefreshToken().detail()).isEqualTo(new OAuthException.Detail(401, "Invalid credentials"));
        assertThat(OAuthException.missing(List.of("client_id")).detail().status()).isEqualTo(422);
        assertThat(OAuthException.temporarilyUnavailable().detail().status()).isEqualTo(503);
    }

    @ParameterizedTest
    @MethodSource("errors")
    @DisplayName("§5.2: error_description holds no quote, no backslash, nothing beyond ASCII")
    void descriptions_are_plain(OAuthException error) {
        assertThat(error.getMessage()).matches("[\\x20-\\x21\\x23-\\x5B\\x5D-\\x7E]+");
    }
}
