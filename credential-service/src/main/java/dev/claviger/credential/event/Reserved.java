package dev.claviger.credential.event;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import jakarta.inject.Qualifier;

/** Connections to the database that nobody else may use up: callers of the admin API wait for each other, never these. */
@Qualifier
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.PARAMETER})
public @interface Reserved {

    Purpose value();

    /** What must go on whatever the admin API has to do. */
    enum Purpose {
        /** Without heartbeats every gateway refuses all requests. */
        FEED,
        /** Without them nobody obtains a token. */
        VERIFICATION
    }
}
