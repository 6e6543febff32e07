package dev.claviger.credential.console.application;

import java.time.Instant;
import java.util.Optional;

import dev.claviger.credential.application.ClientState;
import dev.claviger.credential.console.page.Moments;

/** The state of an application in a word or two, and the word's colour. */
public record StateBadge(String text, String kind) {

    /** @param endsAt when its last live secret does, where that has an end */
    static StateBadge of(ClientState state, boolean hasSecret, Optional<Instant> endsAt) {
        return switch (state) {
            case DISABLED -> new StateBadge("Disabled", "off");
            case EXPIRING -> hasSecret ? new StateBadge("Ends " + endsAt.map(Moments::fromNow).orElse("soon"), "medium") : new StateBadge("No live secret", "high");
            case NEVER_USED -> new StateBadge("Never used", "");
            case ACTIVE -> new StateBadge("Active", "good");
        };
    }
}
