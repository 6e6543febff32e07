package dev.claviger.token.signing.store;

import dev.claviger.token.signing.SigningAlgorithm;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The statements on a table of signing keys.
 *
 * @param only whose keys are meant, in a table that holds several lines of them
 */
record SigningKeyTable(String name, Optional<SigningAlgorithm> only) {

    static final SigningKeyTable OF_ACCESS_TOKENS = new SigningKeyTable("signing_key", Optional.empty());

    /** Any number, as long as nothing else in this database locks it. */
    private static final long LOCK = 0x5167_6e69_6e67L;

    static SigningKeyTable ofIdTokens(SigningAlgorithm algorithm) {
        return new SigningKeyTable("id_token_key", Optional.of(algorithm));
    }

    /** Until the transaction ends, nobody else changes the keys. */
    static void lock(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select pg_advisory_xact_lock(?)")) {
            statement.setLong(1, LOCK);
            statement.execute();
        }
    }

    List<StoredKey> all(Connection connection) throws SQLException {
        List<StoredKey> keys = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(
                "select kid, algorithm, public_key, private_key, created_at, signs_from from " + name + " order by signs_from");
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                ScheduledKey schedule = new ScheduledKey(rows.getString(1), SigningAlgorithm.valueOf(rows.getString(2)), instant(rows, 6));
                keys.add(new StoredKey(schedule, rows.getBytes(3), rows.getBytes(4), instant(rows, 5)));
            }
        }
        return only.map(algorithm -> keys.stream().filter(key -> key.schedule().algorithm() == algorithm).toList()).orElse(keys);
    }

    void insert(Connection connection, StoredKey key) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "insert into " + name + " (kid, algorithm, public_key, private_key, created_at, signs_from) values (?, ?, ?, ?, ?, ?)")) {
            statement.setString(1, key.schedule().id());
            statement.setString(2, key.schedule().algorithm().name());
            statement.setBytes(3, key.publicKey());
            statement.setBytes(4, key.sealedPrivateKey());
            statement.setObject(5, key.createdAt().atOffset(ZoneOffset.UTC));
            statement.setObject(6, key.schedule().signsFrom().atOffset(ZoneOffset.UTC));
            statement.executeUpdate();
        }
    }

    /** Stores the private key as it is encrypted now. */
    void replace(Connection connection, StoredKey key) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("update " + name + " set private_key = ? where kid = ?")) {
            statement.setBytes(1, key.sealedPrivateKey());
            statement.setString(2, key.schedule().id());
            statement.executeUpdate();
        }
    }

    void delete(Connection connection, ScheduledKey key) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("delete from " + name + " where kid = ?")) {
            statement.setString(1, key.id());
            statement.executeUpdate();
        }
    }

    private static Instant instant(ResultSet rows, int column) throws SQLException {
        return rows.getObject(column, OffsetDateTime.class).toInstant();
    }
}
