package dev.claviger.token.signing.store;

import dev.claviger.token.signing.KeyRing;
import dev.claviger.token.signing.KeySource;
import dev.claviger.token.signing.SigningAlgorithm;
import dev.claviger.token.signing.SigningConfig;
import dev.claviger.token.signing.SigningKey;
import org.jboss.logging.Logger;

import javax.sql.DataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keys in the database, shared by all replicas; whoever first sees that one is due makes it. */
public final class StoredKeys implements KeySource {

    private static final Logger LOG = Logger.getLogger(StoredKeys.class);

    private final DataSource database;
    private final SigningKeyTable table;
    private final KeySchedule schedule;
    private final SigningAlgorithm algorithm;
    private final EncryptionKeys encryption;

    /** Those that sign access tokens. */
    public StoredKeys(DataSource database, SigningConfig config) {
        this(database, config, SigningKeyTable.OF_ACCESS_TOKENS, config.algorithm(), new KeySchedule(config));
    }

    /** Those that sign ID tokens with the algorithm. One that has expired may still be shown at a logout, so their keys stay for another period. */
    public static StoredKeys ofIdTokens(DataSource database, SigningConfig config, SigningAlgorithm algorithm) {
        return new StoredKeys(database, config, SigningKeyTable.ofIdTokens(algorithm), algorithm,
                new KeySchedule(config, algorithm, config.rotationPeriod().plus(config.maxTokenLifetime())));
    }

    private StoredKeys(DataSource database, SigningConfig config, SigningKeyTable table, SigningAlgorithm algorithm, KeySchedule schedule) {
        this.database = database;
        this.table = table;
        this.schedule = schedule;
        this.algorithm = algorithm;
        this.encryption = new EncryptionKeys(config);
    }

    @Override
    public KeyRing read(Instant now) {
        try (Connection connection = database.getConnection()) {
            List<StoredKey> keys = table.all(connection);
            return ring(isInOrder(keys, now) ? keys : putInOrder(connection, now));
        } catch (SQLException unreachable) {
            throw new IllegalStateException("signing keys cannot be read from claviger.database.url: " + unreachable.getMessage(), unreachable);
        }
    }

    private boolean isInOrder(List<StoredKey> keys, Instant now) {
        List<ScheduledKey> scheduled = scheduled(keys);
        return schedule.nextKey(scheduled, now).isEmpty() && schedule.outlived(scheduled, now).isEmpty()
                && keys.stream().noneMatch(key -> key.isUnderPrevious(encryption));
    }

    /** Decided again under the lock, on what is there then: another replica may just have done it. */
    private List<StoredKey> putInOrder(Connection connection, Instant now) throws SQLException {
        connection.setAutoCommit(false);
        try {
            SigningKeyTable.lock(connection);
            List<ScheduledKey> keys = scheduled(table.all(connection));
            removeOutlived(connection, keys, now);
            addNext(connection, keys, now);
            sealAnew(connection);
            List<StoredKey> inOrder = table.all(connection);
            connection.commit();
            return inOrder;
        } catch (SQLException | RuntimeException failure) {
            connection.rollback();
            throw failure;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private void removeOutlived(Connection connection, List<ScheduledKey> keys, Instant now) throws SQLException {
        for (ScheduledKey outlived : schedule.outlived(keys, now)) {
            table.delete(connection, outlived);
            LOG.infof("Signing key %s is gone: its last token has expired", outlived.id());
        }
    }

    private void addNext(Connection connection, List<ScheduledKey> keys, Instant now) throws SQLException {
        Optional<Instant> signsFrom = schedule.nextKey(keys, now);
        if (signsFrom.isPresent()) {
            SigningKey key = SigningKey.of(algorithm, algorithm.generate());
            // PostgreSQL keeps microseconds; what is read back must be what was written.
            table.insert(connection, StoredKey.seal(key, micros(now), micros(signsFrom.get()), encryption));
            LOG.infof("New signing key %s (%s), signs from %s", key.id(), algorithm, micros(signsFrom.get()));
        }
    }

    private void sealAnew(Connection connection) throws SQLException {
        for (StoredKey key : table.all(connection)) {
            if (key.isUnderPrevious(encryption)) {
                table.replace(connection, key.sealedAnew(encryption));
                LOG.infof("Signing key %s is stored under claviger.signing.encryption-key from now on", key.schedule().id());
            }
        }
    }

    private KeyRing ring(List<StoredKey> keys) {
        Map<Instant, SigningKey> bySignsFrom = new HashMap<>();
        keys.forEach(key -> bySignsFrom.put(key.schedule().signsFrom(), key.open(encryption)));
        return KeyRing.scheduled(bySignsFrom);
    }

    private static List<ScheduledKey> scheduled(List<StoredKey> keys) {
        return keys.stream().map(StoredKey::schedule).toList();
    }

    private static Instant micros(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS);
    }
}
