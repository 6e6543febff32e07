package dev.claviger.credential.console.people;

import java.time.Instant;
import java.util.Optional;

import dev.claviger.contract.person.Role;
import dev.claviger.credential.account.directory.PersonState;
import dev.claviger.credential.console.page.Moments;

/** Something of a person in a word or two, and the word's colour. */
public record Badge(String text, String kind) {

    /** @param linkUntil when the link that was sent ends, where one leads anywhere */
    static Badge of(PersonState state, Optional<Instant> linkUntil) {
        return switch (state) {
            case DISABLED -> new Badge("Disabled", "off");
            case ACTIVE -> new Badge("Active", "good");
            case INVITED -> linkUntil.map(end -> new Badge("Invited, ends " + Moments.fromNow(end), "medium")).orElseGet(() -> new Badge("Cannot sign in yet", "high"));
        };
    }

    /** As people say it. */
    static String role(String role) {
        return switch (Role.of(role)) {
            case MEMBER -> "Member";
            case TENANT_ADMINISTRATOR -> "Administrator";
            case PLATFORM_ADMINISTRATOR -> "Platform administrator";
        };
    }
}
