package dev.claviger.token.browser;

import dev.claviger.token.TestSettings;
import dev.claviger.token.token.IssuerConfig;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

@DisplayName("Cookies: of this host alone, and Secure exactly when the issuer is https (RFC 6265bis §4.1.3.2)")
class CookiesTest {

    private Cookie written;

    @Test
    void under_https() {
        write("https://auth.example.com");
        assertThat(written.encode()).startsWith("__Host-claviger-x=v;").contains("Path=/").contains("Secure").containsIgnoringCase("HttpOnly").contains("SameSite=Lax")
                .contains("Max-Age=60").doesNotContain("Domain");
    }

    @Test
    void under_http() {
        write("http://localhost:8081");
        assertThat(written.encode()).startsWith("claviger-x=v;").containsIgnoringCase("HttpOnly").contains("SameSite=Lax").doesNotContain("Secure");
    }

    private void write(String issuer) {
        new Cookies(TestSettings.of(IssuerConfig.class, Map.of("claviger.issuer", issuer))).write(http(), "claviger-x", "v", Duration.ofMinutes(1));
    }

    private RoutingContext http() {
        HttpServerResponse response = proxy(HttpServerResponse.class, null);
        return proxy(RoutingContext.class, response);
    }

    /** Answers every call with the same, but for the cookie it is given. */
    private <T> T proxy(Class<T> type, Object answer) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
            if (method.getName().equals("addCookie")) {
                written = (Cookie) arguments[0];
            }
            return answer;
        }));
    }
}
