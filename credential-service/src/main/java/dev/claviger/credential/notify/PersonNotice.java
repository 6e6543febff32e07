package dev.claviger.credential.notify;

import java.util.Optional;
import java.util.UUID;

import dev.claviger.contract.PersonId;

/**
 * One thing a person shall be told by mail.
 *
 * @param link which of the links that lead to a new password the mail brings
 */
public record PersonNotice(NotificationKind kind, PersonId person, Optional<Long> link, String dedupeKey) {

    public static PersonNotice invited(PersonId person, long link) {
        return new PersonNotice(NotificationKind.PERSON_INVITED, person, Optional.of(link), "link:" + link);
    }

    public static PersonNotice passwordReset(PersonId person, long link) {
        return new PersonNotice(NotificationKind.PASSWORD_RESET, person, Optional.of(link), "link:" + link);
    }

    public static PersonNotice passwordChanged(PersonId person) {
        return told(NotificationKind.PASSWORD_CHANGED, person);
    }

    public static PersonNotice oneTimePasswordRemoved(PersonId person) {
        return told(NotificationKind.ONE_TIME_PASSWORD_REMOVED, person);
    }

    /** However often it happens, it is told. */
    private static PersonNotice told(NotificationKind kind, PersonId person) {
        return new PersonNotice(kind, person, Optional.empty(), kind + ":" + person + ":" + UUID.randomUUID());
    }
}
