package dev.claviger.relyingparty;

import java.util.Optional;

/**
 * What a provider says has ended (Back-Channel Logout 1.0 §2.4): at least one of the two is there.
 *
 * @param session {@code sid}, as ID tokens of it have it
 * @param subject whose; without a session all of them
 */
public record EndedSession(Optional<String> session, Optional<String> subject) {
}
