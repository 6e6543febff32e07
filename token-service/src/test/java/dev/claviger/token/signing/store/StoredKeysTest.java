package dev.claviger.token.signing.store;

import dev.claviger.token.TestClock;
import dev.claviger.token.TestDatabase;
import dev.claviger.token.TestSettings;
import dev.claviger.token.signing.KeySource;
import dev.claviger.token.signing.KeySources;
import dev.claviger.token.signing.SigningAlgorithm;
import dev.claviger.token.signing.SigningConfig;
import dev.claviger.token.signing.SigningKey;
import dev.claviger.token.signing.SigningKeys;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import javax.sql.DataSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@DisplayName("Signing keys in the database rotate by themselves")
class StoredKeysTest {

    private static final String OLD = Base64.getEncoder().encodeToString("the old key of thirty-two bytes.".getBytes(StandardCharsets.US_ASCII));
    private static final String NEW = Base64.getEncoder().encodeToString("the new key of thirty-two bytes.".getBytes(StandardCharsets.US_ASCII));

    private static EmbeddedPostgres postgres;
    private static DataSource database;

    private final TestClock clock = new TestClock("2026-01-01T00:00:00Z");

    @BeforeAll
    static void start() throws IOException, SQLException {
        postgres = TestDatabase.start();
        database = postgres.getPostgresDatabase();
        for (String migration : List.of("V1__signing_keys", "V6__openid")) {
            try (InputStream script = StoredKeysTest.class.getResourceAsStream("/db/migration/" + migration + ".sql");
                    Connection connection = database.getConnection(); Statement statement = connection.createStatement()) {
                statement.execute(new String(script.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    @BeforeEach
    void no_keys() throws SQLException {
        try (Connection connection = database.getConnection(); Statement statement = connection.createStatement()) {
            statement.execute("delete from signing_key; delete from id_token_key");
        }
    }

    @Test
    @DisplayName("published, then signing, then only published, then gone")
    void a_key_lives_through_its_stages() {
        SigningKeys keys = keys(Map.of());
        String first = keys.current().id();
        assertThat(keys.jwks()).contains(first);

        pass(keys, Duration.ofDays(30).minusHours(1));
        assertThat(keys.current().id()).isEqualTo(first);
        assertThat(publishedCount(keys)).isEqualTo(2);

        pass(keys, Duration.ofMinutes(59));
        assertThat(keys.current().id()).isEqualTo(first);
        clock.pass(Duration.ofMinutes(1));
        assertThat(keys.current().id()).isNotEqualTo(first);
        assertThat(keys.jwks()).contains(first);

        pass(keys, Duration.ofDays(1).plusSeconds(4));
        assertThat(keys.jwks()).contains(first);
        pass(keys, Duration.ofSeconds(1));
        assertThat(keys.jwks()).doesNotContain(first).contains(keys.current().id());
    }

    @Test
    @DisplayName("ten replicas starting together make one key, and one successor")
    void replicas_make_one_key_set() throws ExecutionException, InterruptedException {
        assertThat(readAtOnce()).hasSize(1);
        clock.pass(Duration.ofDays(30));
        readAtOnce();
        assertThat(publishedCount(keys(Map.of()))).isEqualTo(2);
    }

    @Test
    void another_algorithm_takes_over_after_its_key_was_published() {
        String first = keys(Map.of()).current().id();
        SigningKeys rsa = keys(Map.of("claviger.signing.algorithm", "PS256"));
        assertThat(rsa.current().id()).isEqualTo(first);
        pass(rsa, Duration.ofHours(1));
        assertThat(rsa.current().algorithm()).isEqualTo(SigningAlgorithm.PS256);
        assertThat(rsa.jwks()).contains(first).contains("PS256");
    }

    @Test
    @DisplayName("OpenID Connect Core §10.1.1: keys of ID tokens turn as well, each algorithm by itself, and stay published for hints that are shown later")
    void keys_of_id_tokens_rotate_beside_the_others() {
        SigningKeys keys = withIdTokens();
        String other = keys.ofIdTokens(SigningAlgorithm.EdDSA).orElseThrow().id();
        String ec = keys.ofIdTokens(SigningAlgorithm.ES256).orElseThrow().id();
        assertThat(keys.jwks()).contains(other, ec, keys.current().id());
        assertThat(withIdTokens().ofIdTokens(SigningAlgorithm.EdDSA).orElseThrow().id()).describedAs("another replica, or the same after a restart").isEqualTo(other);

        pass(keys, Duration.ofDays(30).minusHours(1));
        assertThat(keys.ofIdTokens(SigningAlgorithm.EdDSA).orElseThrow().id()).isEqualTo(other);
        assertThat(publishedCount(keys)).isEqualTo(6);
        clock.pass(Duration.ofHours(1));
        assertThat(keys.ofIdTokens(SigningAlgorithm.EdDSA).orElseThrow()).satisfies(next -> assertThat(next.id()).isNotEqualTo(other))
                .extracting(SigningKey::algorithm).isEqualTo(SigningAlgorithm.EdDSA);
        pass(keys, Duration.ofDays(2));
        assertThat(keys.findOfIdTokens(other)).isPresent();
        pass(keys, Duration.ofDays(30));
        assertThat(keys.findOfIdTokens(other)).isEmpty();
        assertThat(keys.jwks()).doesNotContain(other).doesNotContain(ec);
    }

    @Test
    @DisplayName("the release before this one reads all rows of its table: keys of ID tokens are in another, and verify no access token")
    void keys_of_id_tokens_never_sign_access_tokens() throws SQLException {
        SigningKeys keys = withIdTokens();
        assertThat(keys.find(keys.ofIdTokens(SigningAlgorithm.ES256).orElseThrow().id())).isEmpty();
        assertThat(keys.findOfIdTokens(keys.current().id())).isEmpty();
        try (Connection connection = database.getConnection(); Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select string_agg(algorithm, ' ') from signing_key")) {
            row.next();
            assertThat(row.getString(1)).isEqualTo("ES256");
        }
    }

    @Test
    void private_keys_are_never_stored_in_clear() throws SQLException {
        byte[] clear = keys(Map.of()).current().privateKey().getEncoded();
        try (Connection connection = database.getConnection(); Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select private_key from signing_key")) {
            row.next();
            assertThat(new String(row.getBytes(1), StandardCharsets.ISO_8859_1)).doesNotContain(new String(clear, StandardCharsets.ISO_8859_1));
            assertThat(row.getBytes(1)).hasSize(12 + clear.length + 16);
        }
    }

    @Test
    void another_encryption_key_is_refused_by_name() {
        keys(Map.of());
        String other = Base64.getEncoder().encodeToString(new byte[32]);
        assertThatThrownBy(() -> keys(Map.of("claviger.signing.encryption-key", other))).hasMessageContaining("claviger.signing.encryption-key");
    }

    @Test
    @DisplayName("docs/operations/rotation.md: the encryption key, replica after replica, without a signing key that one of them cannot read")
    void the_encryption_key_is_replaced_without_an_interruption() {
        Map<String, String> before = Map.of("claviger.signing.encryption-key", OLD);
        Map<String, String> nextIsKnown = Map.of("claviger.signing.encryption-key", OLD, "claviger.signing.next-encryption-key", NEW);
        Map<String, String> inUse = Map.of("claviger.signing.encryption-key", NEW, "claviger.signing.previous-encryption-key", OLD);
        Map<String, String> after = Map.of("claviger.signing.encryption-key", NEW);
        String id = keys(before).current().id();

        for (List<Map<String, String>> sideBySide : List.of(List.of(before, nextIsKnown), List.of(nextIsKnown, inUse), List.of(inUse, after))) {
            for (int round = 0; round < 3; round++) {
                for (Map<String, String> settings : sideBySide) {
                    assertThat(keys(settings).current().id()).isEqualTo(id);
                }
            }
        }

        assertThatThrownBy(() -> keys(before)).hasMessageContaining("claviger.signing.encryption-key");
    }

    @Test
    void a_key_made_while_the_encryption_key_is_replaced_is_read_by_all() {
        Map<String, String> nextIsKnown = Map.of("claviger.signing.encryption-key", OLD, "claviger.signing.next-encryption-key", NEW);
        Map<String, String> inUse = Map.of("claviger.signing.encryption-key", NEW, "claviger.signing.previous-encryption-key", OLD);
        keys(inUse);
        clock.pass(Duration.ofDays(30));
        assertThat(publishedCount(keys(inUse))).isEqualTo(2);
        assertThat(publishedCount(keys(nextIsKnown))).isEqualTo(2);
    }

    @Test
    void an_outage_of_the_database_leaves_the_keys_in_use() {
        KeySource[] source = {stored(Map.of())};
        SigningKeys keys = new SigningKeys(now -> source[0].read(now), Duration.ofDays(1), clock);
        keys.read();
        String id = keys.current().id();
        source[0] = now -> {
            throw new IllegalStateException("database down");
        };
        keys.refresh();
        assertThat(keys.current().id()).isEqualTo(id);
    }

    @Test
    @DisplayName("before the start has migrated the database there is nothing to refresh, and no error to log")
    void nothing_is_refreshed_before_the_first_key_is_held() {
        List<Instant> reads = new ArrayList<>();
        SigningKeys keys = new SigningKeys(now -> {
            reads.add(now);
            throw new IllegalStateException("relation \"signing_key\" does not exist");
        }, Duration.ofDays(1), clock);
        keys.refresh();
        assertThat(reads).isEmpty();
        assertThat(keys.isHeld()).isFalse();
    }

    private Set<String> readAtOnce() throws ExecutionException, InterruptedException {
        ExecutorService replicas = Executors.newFixedThreadPool(10);
        List<Future<String>> current = new ArrayList<>();
        IntStream.range(0, 10).forEach(i -> current.add(replicas.submit(() -> keys(Map.of()).current().id())));
        Set<String> ids = new HashSet<>();
        for (Future<String> id : current) {
            ids.add(id.get());
        }
        replicas.shutdown();
        return ids;
    }

    private SigningKeys keys(Map<String, String> settings) {
        SigningKeys keys = new SigningKeys(stored(settings), Duration.ofDays(1), clock);
        // Not refresh(), which would swallow what a test wants to see.
        keys.read();
        return keys;
    }

    private SigningKeys withIdTokens() {
        // The second stands for RS256, whose keys take long to make.
        SigningConfig config = settings(Map.of());
        SigningKeys keys = new SigningKeys(new KeySources(new StoredKeys(database, config), Map.of(
                SigningAlgorithm.EdDSA, StoredKeys.ofIdTokens(database, config, SigningAlgorithm.EdDSA),
                SigningAlgorithm.ES256, StoredKeys.ofIdTokens(database, config, SigningAlgorithm.ES256))), Duration.ofDays(1), clock);
        keys.read();
        return keys;
    }

    private static StoredKeys stored(Map<String, String> settings) {
        return new StoredKeys(database, settings(settings));
    }

    private static SigningConfig settings(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(Map.of("claviger.signing.encryption-key", "ZGV2ZWxvcG1lbnQta2V5LW5vdC1mb3ItcHJvZHVjdC4="));
        all.putAll(settings);
        return TestSettings.of(SigningConfig.class, all);
    }

    private void pass(SigningKeys keys, Duration time) {
        clock.pass(time);
        keys.refresh();
    }

    private static long publishedCount(SigningKeys keys) {
        return keys.jwks().chars().filter(c -> c == '{').count() - 1;
    }
}
