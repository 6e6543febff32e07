package dev.claviger.credential.event;

import java.nio.file.Path;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;

/** Where the database is. */
@ConfigMapping(prefix = "claviger.database")
public interface DatabaseConfig {

    /**
     * The database as {@code postgresql://host:5432/name}; may lead through a connection pooler, which must let the start parameters
     * {@code lock_timeout}, {@code idle_in_transaction_session_timeout} and {@code statement_timeout} pass. One that can only ignore them
     * (PgBouncer's {@code ignore_startup_parameters}) leaves it to the operator to set them for the database user.
     */
    String url();

    /** The same database past any transaction-pooling pooler, for migrations and LISTEN; the url itself unless set. */
    String directUrl();

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
