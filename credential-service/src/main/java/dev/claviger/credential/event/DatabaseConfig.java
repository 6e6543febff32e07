package dev.claviger.credential.event;

import io.smallrye.config.ConfigMapping;

/** Where the database is. */
@ConfigMapping(prefix = "claviger.database")
public interface DatabaseConfig {

    /** The database as {@code postgresql://host:5432/name}; may lead through a connection pooler. */
    String url();

    /** The same database past any transaction-pooling pooler, for migrations and LISTEN; the url itself unless set. */
    String directUrl();

    /** The database user, owner of the schema. */
    String username();

    /** The database user's password. */
    String password();
}
