package dev.claviger.contract;

import java.time.Instant;
import java.util.Optional;

/**
 * How the person behind a token signed in (RFC 9068 §2.2.1, OpenID Connect Core §2).
 *
 * @param at  {@code auth_time}: when, whole seconds
 * @param acr {@code acr}: how much it proves; empty where nothing beyond a password was asked for
 */
public record SignIn(Instant at, Optional<String> acr) {

    public static final String AUTH_TIME = "auth_time";
    public static final String ACR = "acr";
}
