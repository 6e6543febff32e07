package dev.claviger.gateway.authenticate.jose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.claviger.gateway.TestIssuer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeySetTest {

    private static final TestIssuer GOOD = TestIssuer.es256("good");

    private static KeySet parse(JsonObject... keys) {
        JsonArray array = new JsonArray().add(GOOD.jwk());
        for (JsonObject key : keys) {
            array.add(key);
        }
        return KeySet.parse(new JsonObject().put("keys", array).encode());
    }

    @ParameterizedTest
    @CsvSource({"alg, HS256", "alg, ES384", "alg, none", "crv, P-384", "crv, secp256k1", "kty, RSA", "use, enc", "x, !!", "alg, RS256"})
    @DisplayName("RFC 7517 §5: a key that cannot be used is left out, the others stay")
    void leaves_out_keys_it_cannot_use(String member, String value) {
        assertThat(parse(TestIssuer.es256("bad").jwk().put(member, value)).keys()).containsOnlyKeys("good");
    }

    @Test
    void leaves_out_keys_without_an_id_or_algorithm_and_those_not_for_verifying() {
        JsonObject withoutId = TestIssuer.es256("bad").jwk();
        withoutId.remove("kid");
        JsonObject withoutAlgorithm = TestIssuer.es256("bad").jwk();
        withoutAlgorithm.remove("alg");
        assertThat(parse(withoutId, withoutAlgorithm, TestIssuer.es256("bad").jwk().put("key_ops", new JsonArray().add("sign")), TestIssuer.rsa("bad", 1024).jwk()).leftOut())
                .containsExactly("kid: a string expected", "alg: a string expected", "the key is not for signatures", "an RSA key has at least 2048 bits (RFC 7518 §3.3)");
    }

    @Test
    void takes_the_first_of_two_keys_with_one_id() {
        KeySet keys = parse(TestIssuer.es256("good").jwk());
        assertThat(keys.keys()).isEqualTo(parse().keys());
        assertThat(keys.holds(KeySet.parse(TestIssuer.jwks(TestIssuer.es256("good"))).get("good"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{}", "{\"keys\":[]}", "{\"keys\":[1]}", "{\"keys\":[],\"keys\":[]}", "{\"keys\":[{}]} x", "<html/>"})
    void takes_nothing_else_for_a_key_set(String text) {
        assertThatThrownBy(() -> KeySet.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":1,\"a\":1}", "{\"a\":1}{}", "{\"a\":NaN}", "{\"a\":01}", "{'a':1}", "{\"a\":1,}", "{\"a\":[[[[[[[[[]]]]]]]]]}", "1", "null", "{\"a\"", "{\"a\":1}\u0000"})
    @DisplayName("RFC 7515 §4: strict JSON, one object, no member twice, bounded depth")
    void reads_no_loose_json(String text) {
        assertThatThrownBy(() -> StrictJson.object(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void tells_whole_numbers_from_all_others() {
        assertThat(StrictJson.object("{\"a\":9223372036854775807,\"b\":1e3,\"c\":1.0,\"d\":92233720368547758070}").values().stream().map(Object::getClass).map(Class::getSimpleName))
                .containsExactly("Long", "Double", "Double", "Double");
    }
}
