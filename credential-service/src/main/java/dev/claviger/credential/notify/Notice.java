package dev.claviger.credential.notify;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

import dev.claviger.contract.ApiKeyId;
import dev.claviger.contract.ClientId;
import dev.claviger.contract.CredentialId;

/**
 * One thing a client's contact shall be told.
 *
 * @param effectiveAt when it takes effect, where that is not now
 * @param place       where a leaked secret was seen
 * @param dedupeKey   the same for the same event: what has been told is not told again
 */
public record Notice(NotificationKind kind, ClientId client, Optional<CredentialId> credential, Optional<ApiKeyId> apiKey,
        Optional<Instant> effectiveAt, Optional<String> place, String dedupeKey) {

    /** @param earlierEnd when the secrets before it stop obtaining tokens */
    public static Notice rotated(ClientId client, CredentialId fresh, Instant earlierEnd) {
        return new Notice(NotificationKind.SECRET_ROTATED, client, Optional.of(fresh), Optional.empty(), Optional.of(earlierEnd), Optional.empty(),
                "rotated:" + fresh);
    }

    public static Notice revoked(ClientId client, CredentialId credential) {
        return new Notice(NotificationKind.SECRET_REVOKED, client, Optional.of(credential), Optional.empty(), Optional.empty(), Optional.empty(),
                "revoked:" + credential);
    }

    public static Notice leaked(ClientId client, CredentialId credential, Optional<String> place) {
        return new Notice(NotificationKind.SECRET_LEAKED, client, Optional.of(credential), Optional.empty(), Optional.empty(), place, "leaked:" + credential);
    }

    public static Notice leaked(ClientId client, ApiKeyId key, Optional<String> place) {
        return new Notice(NotificationKind.SECRET_LEAKED, client, Optional.empty(), Optional.of(key), Optional.empty(), place, "leaked-api-key:" + key);
    }

    static Notice refusedRepeatedly(ClientId client, LocalDate day) {
        return new Notice(NotificationKind.REPEATED_FAILED_USE, client, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                "failed-use:" + client + ":" + day);
    }
}
