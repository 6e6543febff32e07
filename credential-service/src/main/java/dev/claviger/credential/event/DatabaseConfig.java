package dev.claviger.credential.event;

import java.nio.file.Path;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Where the database is. */
@ConfigMapping(prefix = "claviger.database")
public interface DatabaseConfig {

    /**
     * The database as {@code postgresql://host:5432/name}; may lead through a connection pooler. PgBouncer cannot pass the start parameters
     * {@code lock_timeout}, {@code idle_in_transaction_session_timeout} and {@code statement_timeout} on: it is told to ignore them, and to set
     * them itself for each connection it makes (docs/operations/database.md).
     */
    String url();

    /** The same database past any transaction-pooling pooler, for migrations and LISTEN; the url itself unless set. */
    String directUrl();

    /**
     * Whether {@code url} leads through a pooler that lends its connections for one transaction each. Then no statement is kept prepared on a
     * connection, which the next transaction may not get again.
     */
    @WithDefault("false")
    boolean transactionPooling();

    /** The database user, owner of the schema. */
    String username();

    /** The database user's password. */
    String password();

    /**
     * PEM file with the certificate authorities believed of PostgreSQL, or of a pooler before it. With it, every connection is TLS and the
     * server must show a certificate of its host ({@code verify-full}); without it, the URL decides.
     */
    Optional<Path> trustFile();
}
