package dev.claviger.token.signing;

import java.util.Map;

/**
 * Where signing keys come from, by what they sign.
 *
 * @param idTokens by the algorithm that a client may have chosen; each has keys of its own, since a client's choice is not the resource servers'
 */
public record KeySources(KeySource accessTokens, Map<SigningAlgorithm, KeySource> idTokens) {

    public KeySources {
        idTokens = Map.copyOf(idTokens);
    }
}
