package dev.claviger.contract;

import java.time.Duration;
import java.util.Map;

/**
 * How the refresh tokens of a client live (RFC 6749 §6, RFC 9700 §4.14).
 *
 * @param lifetime            from issue to expiry of each one; whole seconds
 * @param rotation            whether using one ends it and brings its successor; FAPI 2.0 forbids that
 * @param endsEarlierTokens   whether a refresh also ends the access token that the used one came with
 */
public record RefreshRule(Duration lifetime, boolean rotation, boolean endsEarlierTokens) {

    Map<String, Object> toFields() {
        return Fields.ordered("lifetime", lifetime.toSeconds(), "rotation", rotation, "ends_earlier_tokens", endsEarlierTokens);
    }

    static RefreshRule of(Fields fields) {
        return new RefreshRule(fields.seconds("lifetime"), fields.flag("rotation"), fields.flag("ends_earlier_tokens"));
    }
}
