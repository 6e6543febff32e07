package dev.claviger.credential.console.application;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import dev.claviger.credential.application.ClientState;
import dev.claviger.credential.application.ClientView;
import dev.claviger.credential.rotation.SecretIssuance;
import dev.claviger.credential.rotation.SecretView;

/**
 * What is known of an application's use, from its secrets' records.
 *
 * @param secrets the newest first
 */
public record Evidence(ClientView client, List<SecretView> secrets) {

    static Evidence of(ClientView client, List<SecretView> secrets) {
        return new Evidence(client, secrets.stream().sorted(Comparator.comparing(SecretView::createdAt).reversed()).toList());
    }

    List<SecretView> live() {
        return shown().filter(secret -> secret.status().isLive()).toList();
    }

    /** Which those are, so that it can be told whether they still are. */
    public String liveNames() {
        return SecretIssuance.named(live().stream().map(SecretView::credentialId));
    }

    public boolean hasLive() {
        return !live().isEmpty();
    }

    List<SecretView> past() {
        return shown().filter(secret -> !secret.status().isLive()).toList();
    }

    private Stream<SecretView> shown() {
        return secrets.stream().filter(secret -> !secret.secretless());
    }

    Optional<SecretView> lastUsed() {
        return secrets.stream().filter(secret -> secret.lastUsedAt() != null).max(Comparator.comparing(SecretView::lastUsedAt));
    }

    long uses() {
        return secrets.stream().mapToLong(SecretView::useCount).sum();
    }

    StateBadge badge(Instant soon) {
        List<SecretView> usable = secrets.stream().filter(secret -> secret.status().isLive()).toList();
        Optional<Instant> end = usable.stream().anyMatch(secret -> secret.expiresAt() == null) ? Optional.empty()
                : usable.stream().map(SecretView::expiresAt).filter(Objects::nonNull).max(Comparator.naturalOrder());
        return StateBadge.of(state(end, !usable.isEmpty(), soon), !usable.isEmpty(), end);
    }

    private ClientState state(Optional<Instant> end, boolean hasSecret, Instant soon) {
        if (client.disabled()) {
            return ClientState.DISABLED;
        }
        if (!hasSecret || end.filter(moment -> !moment.isAfter(soon)).isPresent()) {
            return ClientState.EXPIRING;
        }
        return lastUsed().isPresent() ? ClientState.ACTIVE : ClientState.NEVER_USED;
    }
}
