package dev.claviger.credential.internal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;

/** Whose key a call carries. All keys are compared, each in constant time, so that no answer comes sooner than another. */
@Singleton
public class RoleKeys {

    private static final String SCHEME = "Bearer ";

    private final List<byte[]> gateway;
    private final List<byte[]> tokenService;

    RoleKeys(InternalConfig config) {
        this.gateway = bytes(config.gatewayKeys());
        this.tokenService = bytes(config.tokenServiceKeys());
    }

    Optional<InternalRole> roleOf(List<String> authorization) {
        if (authorization.size() != 1 || !authorization.get(0).regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        byte[] sent = authorization.get(0).substring(SCHEME.length()).getBytes(StandardCharsets.UTF_8);
        boolean isGateway = isAmong(gateway, sent);
        boolean isTokenService = isAmong(tokenService, sent);
        return isGateway ? Optional.of(InternalRole.GATEWAY) : isTokenService ? Optional.of(InternalRole.TOKEN_SERVICE) : Optional.empty();
    }

    private static boolean isAmong(List<byte[]> keys, byte[] sent) {
        boolean found = false;
        for (byte[] key : keys) {
            found |= MessageDigest.isEqual(key, sent);
        }
        return found;
    }

    private static List<byte[]> bytes(List<String> keys) {
        return keys.stream().map(key -> key.getBytes(StandardCharsets.UTF_8)).toList();
    }
}
