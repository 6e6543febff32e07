package dev.claviger.credential.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.claviger.contract.ApiKey;
import dev.claviger.contract.ApiKeyId;
import dev.claviger.contract.ClientSecret;
import dev.claviger.contract.CredentialId;
import dev.claviger.contract.EnvironmentName;

class PeppersTest {

    private static final String ONE = "MTExMTExMTExMTExMTExMTExMTExMTExMTExMTExMTE=";
    private static final String TWO = "MjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjI=";

    private final ClientSecret secret = ClientSecret.generate(new EnvironmentName("prod"), new CredentialId("0123456789abcdef"));

    @Test
    void a_hash_matches_its_secret_and_no_other() {
        Peppers peppers = TestPeppers.of(Map.of(1, ONE));
        SecretHash hash = peppers.hash(secret);
        assertThat(peppers.matches(hash, secret.reveal())).isTrue();
        assertThat(peppers.matches(hash, secret.reveal() + "x")).isFalse();
        assertThat(peppers.matches(hash, "")).isFalse();
        assertThat(peppers.isOutdated(hash)).isFalse();
    }

    @Test
    void an_api_key_is_hashed_like_a_secret() {
        Peppers peppers = TestPeppers.of(Map.of(1, ONE));
        ApiKey key = ApiKey.generate(new EnvironmentName("prod"), new ApiKeyId("0123456789abcdef"));
        assertThat(peppers.matches(peppers.hash(key), key.reveal())).isTrue();
        assertThat(peppers.matches(peppers.hash(key), secret.reveal())).isFalse();
    }

    @Test
    @DisplayName("the last character of a long secret matters")
    void every_character_counts() {
        Peppers peppers = TestPeppers.of(Map.of(1, ONE));
        String text = secret.reveal();
        char other = text.endsWith("a") ? 'b' : 'a';
        assertThat(text.length()).isGreaterThan(72);
        assertThat(peppers.matches(peppers.hash(secret), text.substring(0, text.length() - 1) + other)).isFalse();
    }

    @Test
    void hashes_under_the_highest_pepper_and_still_knows_the_older() {
        SecretHash old = TestPeppers.of(Map.of(1, ONE)).hash(secret);
        Peppers both = TestPeppers.of(Map.of(1, ONE, 2, TWO));
        assertThat(both.matches(old, secret.reveal())).isTrue();
        assertThat(both.isOutdated(old)).isTrue();
        assertThat(both.hash(secret).pepper()).isEqualTo(2);
    }

    @Test
    void a_hash_under_a_pepper_that_is_gone_matches_nothing() {
        SecretHash old = TestPeppers.of(Map.of(1, ONE)).hash(secret);
        assertThat(TestPeppers.of(Map.of(2, TWO)).matches(old, secret.reveal())).isFalse();
    }

    @Test
    @DisplayName("docs/operations/rotation.md: at each step, a replica that has taken it and one that has not verify what the other stores")
    void a_pepper_is_replaced_while_replicas_of_two_steps_run_side_by_side() {
        Peppers before = TestPeppers.of(Map.of(1, ONE));
        Peppers known = new Peppers(TestPeppers.config(Map.of(1, ONE, 2, TWO), OptionalInt.of(1)));
        Peppers used = new Peppers(TestPeppers.config(Map.of(1, ONE, 2, TWO), OptionalInt.of(2)));
        Peppers after = TestPeppers.of(Map.of(2, TWO));
        for (List<Peppers> sideBySide : List.of(List.of(before, known), List.of(known, used))) {
            for (Peppers stores : sideBySide) {
                assertThat(sideBySide).allSatisfy(verifies -> assertThat(verifies.matches(stores.hash(secret), secret.reveal())).isTrue());
            }
        }
        assertThat(after.matches(used.hash(secret), secret.reveal())).as("when every hash was made anew").isTrue();
        assertThat(before.matches(used.hash(secret), secret.reveal())).as("why the first step is one of its own").isFalse();
    }

    @Test
    void names_every_setting_that_is_wrong() {
        assertThat(Peppers.wrongIn(TestPeppers.config(Map.of(), OptionalInt.empty()))).singleElement().asString().startsWith("claviger.secrets.peppers.1");
        assertThat(Peppers.wrongIn(TestPeppers.config(Map.of(1, "c2hvcnQ="), OptionalInt.of(3)))).hasSize(2)
                .anyMatch(text -> text.startsWith("claviger.secrets.peppers.1")).anyMatch(text -> text.startsWith("claviger.secrets.current-pepper"));
        assertThatThrownBy(() -> TestPeppers.of(Map.of(1, "not base64!"))).hasMessageContaining("claviger.secrets.peppers.1");
    }

    @Test
    void tells_nothing_in_its_text() {
        assertThat(TestPeppers.of(Map.of(1, ONE)).hash(secret).toString()).isEqualTo("hash under pepper 1");
    }
}
