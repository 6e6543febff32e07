package dev.claviger.token;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import java.io.IOException;

/** A PostgreSQL of its own. */
public final class TestDatabase {

    private static final int ATTEMPTS = 3;

    private TestDatabase() {
    }

    /** Tried again when the port it picked was taken before it could listen. */
    public static EmbeddedPostgres start() throws IOException {
        IOException last = null;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                return EmbeddedPostgres.builder().start();
            } catch (IOException portTaken) {
                last = portTaken;
            }
        }
        throw last;
    }
}
