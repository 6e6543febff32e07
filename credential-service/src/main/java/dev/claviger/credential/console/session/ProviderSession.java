package dev.claviger.credential.console.session;

import java.util.Optional;

/**
 * In what a person has signed in at the provider.
 *
 * @param client  what the provider knows the console as
 * @param sid     the provider's session, where it tells
 * @param subject whom it calls the person
 * @param idToken its statement, for the day the session is to end there as well
 */
public record ProviderSession(String client, Optional<String> sid, String subject, String idToken) {

    /** Without the statement. */
    @Override
    public String toString() {
        return "a session at " + client;
    }
}
