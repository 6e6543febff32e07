package dev.claviger.gateway.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claviger.gateway.authenticate.BearerToken;
import dev.claviger.gateway.authenticate.UnbelievedClaims;
import dev.claviger.gateway.authenticate.jose.CompactJws;
import dev.claviger.gateway.refuse.Refused;
import dev.claviger.gateway.route.canonical.CanonicalRequest;
import dev.claviger.gateway.route.file.InvalidRoutes;
import dev.claviger.gateway.route.source.RouteSources;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What parsers make of anything: a value or their own refusal, never another exception; and a request that was accepted means the same to whoever reads
 * it next. Mutations with a seed hold that in every build; {@code ParserJazzer} searches for as long as one likes.
 */
@DisplayName("Parsers of what strangers send")
class ParserFuzzTest {

    private static final int TIMES = 10_000;

    private static final List<String> TARGETS = List.of("/items/7?x=1", "/a/%E2%82%AC/b", "http://h.test/a?b", "https://h.test", "/users/@me", "/a+b/c%20d", "/%61dmin", "*", "/a/..;/b");
    private static final List<String> HOSTS = List.of("acme.api.test", "ACME.test.:8080", "[2001:db8::1]:443", "127.0.0.1", "a_b-c.test:80");
    private static final List<String> CREDENTIALS = List.of("Bearer abc.def.ghi", "bearer a-b_c~+/==", "Basic YTpi", "Bearer ");
    private static final List<String> ROUTES = List.of("routes: [{id: a, methods: [GET], path: /a/{x}/**, allow: [[s]], vectors: [{request: GET /a/1, expect: 401}]}]\n",
            "openapi: 3.1.0\npaths:\n  /p/{id}: {get: {security: [{o: [s]}], responses: {}}}\ncomponents: {securitySchemes: {o: {type: oauth2, flows: {}}}}\n",
            "{\"openapi\": \"3.0.3\", \"servers\": [{\"url\": \"https://{h}/v1\"}], \"paths\": {\"/a\": {\"get\": {\"security\": [{}]}}}}");

    private static String token() {
        return part("{\"alg\":\"ES256\",\"typ\":\"at+jwt\",\"kid\":\"k\"}") + "." + part("{\"iss\":\"i\",\"sub\":\"s\",\"aud\":[\"a\"],\"exp\":1,\"iat\":0,\"pos\":1,\"scope\":\"a b\"}") + ".AAAA";
    }

    private static String part(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    /** What is decided on is what is forwarded: read again, it is the same request. */
    static void holdTarget(String text) {
        try {
            CanonicalRequest decided = CanonicalRequest.of(HttpMethod.GET, "h.test", text);
            assertThat(CanonicalRequest.of(HttpMethod.GET, decided.host(), decided.target())).isEqualTo(decided);
            assertThat(decided.target()).matches("/[\\x21-\\x7E&&[^#]]*");
            assertThat(decided.path()).doesNotContain("//", "/../", "/./", ";", "\\");
        } catch (Refused fine) {
            assertThat(fine.refusal().status()).isEqualTo(400);
        }
    }

    static void holdHost(String text) {
        try {
            CanonicalRequest decided = CanonicalRequest.of(HttpMethod.GET, text, "/");
            assertThat(CanonicalRequest.of(HttpMethod.GET, decided.host(), "/")).isEqualTo(decided);
            assertThat(decided.host()).matches("[a-z0-9._-]+|\\[[0-9a-f:.]+]");
        } catch (Refused fine) {
            assertThat(fine.refusal().status()).isEqualTo(400);
        }
    }

    static void holdCredentials(String text) {
        try {
            assertThat(BearerToken.of(MultiMap.caseInsensitiveMultiMap().add("Authorization", text), text).text()).matches("[A-Za-z0-9._~+/=-]+");
        } catch (Refused fine) {
            assertThat(fine.refusal().status()).isIn(400, 401);
        }
    }

    /** One octet string, one text: whoever reads the parts elsewhere reads the same. */
    static void holdToken(String text) {
        UnbelievedClaims.of(text);
        try {
            CompactJws jws = CompactJws.parse(text);
            assertThat(new String(jws.signingInput(), StandardCharsets.ISO_8859_1) + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(jws.signature())).isEqualTo(text);
        } catch (IllegalArgumentException fine) {
            assertThat(fine).isNotInstanceOf(IllegalStateException.class);
        }
    }

    static void holdJson(String text) {
        holdToken(part(text) + "." + part(text) + ".AAAA");
    }

    static void holdRoutes(String text) {
        try {
            assertThat(new RouteSources(Map.of(Path.of("f"), text)).compile().table().size()).isPositive();
        } catch (InvalidRoutes fine) {
            assertThat(fine.problems()).allMatch(problem -> problem.matches("(?s)(f:\\d+|\\[f]): .+"));
        }
    }

    @Test
    void targets() {
        TestMutations.run(1, TIMES, TARGETS, ParserFuzzTest::holdTarget);
    }

    @Test
    void hosts() {
        TestMutations.run(2, TIMES, HOSTS, ParserFuzzTest::holdHost);
    }

    @Test
    void credentials() {
        TestMutations.run(3, TIMES, CREDENTIALS, ParserFuzzTest::holdCredentials);
    }

    @Test
    void tokens() {
        TestMutations.run(4, TIMES / 5, List.of(token()), ParserFuzzTest::holdToken);
        TestMutations.run(5, TIMES / 5, List.of("{\"aud\":[\"a\"],\"exp\":1,\"a\":{\"b\":[null,true,1.5]}}"), ParserFuzzTest::holdJson);
    }

    @Test
    void route_files() {
        TestMutations.run(6, TIMES / 20, ROUTES, ParserFuzzTest::holdRoutes);
    }
}
