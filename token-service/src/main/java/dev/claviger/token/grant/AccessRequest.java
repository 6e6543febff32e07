package dev.claviger.token.grant;

import java.util.List;
import java.util.Optional;

/**
 * What a client asks for, as it wrote it.
 *
 * @param scope        parameter {@code scope}; empty asks for everything the client is registered for (RFC 6749 §3.3)
 * @param longestScope how many characters of scope may be asked for
 * @param resources    every {@code resource}, which may be repeated (RFC 8707 §2)
 */
public record AccessRequest(Optional<String> scope, int longestScope, List<String> resources) {
}
