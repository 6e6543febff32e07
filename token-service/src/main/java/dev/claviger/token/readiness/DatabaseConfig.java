package dev.claviger.token.readiness;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

import java.nio.file.Path;
import java.util.Optional;

/** This service's own PostgreSQL database, which holds signing keys and refresh tokens. */
@ConfigMapping(prefix = "claviger.database")
public interface DatabaseConfig {

    /** Such as postgresql://db.internal:5432/claviger_token. Required. */
    Optional<String> url();

    /** The same database past a connection pooler, for migrations and locks; by default claviger.database.url. */
    Optional<String> directUrl();

    /**
     * Whether the url leads through a pooler that lends its connections for one transaction each. Then no statement is kept prepared on a
     * connection, which the next transaction may not get again.
     */
    @WithDefault("false")
    boolean transactionPooling();

    /** Who connects. Required. */
    Optional<String> username();

    /** With which password. Required. */
    Optional<String> password();

    /**
     * PEM file with the certificate authorities believed of PostgreSQL, or of a pooler before it. With it, every connection is TLS and the
     * server must show a certificate of its host ({@code verify-full}); without it, the URL decides.
     */
    Optional<Path> trustFile();
}
