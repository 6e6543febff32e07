package dev.claviger.credential.notify;

import java.util.Optional;
import java.util.UUID;

import dev.claviger.contract.PersonId;

/**
 * One thing a person shall be told by mail.
 *
 * @param link which of the links that lead to a new password the mail brings
 * @param to   where the mail goes instead of to the person's address of the moment
 */
public record PersonNotice(NotificationKind kind, PersonId person, Optional<Long> link, Optional<String> to, String dedupeKey) {

    public static PersonNotice invited(PersonId person, long link) {
        return new PersonNotice(NotificationKind.PERSON_INVITED, person, Optional.of(link), Optional.empty(), "link:" + link);
    }

    public static PersonNotice passwordReset(PersonId person, long link) {
        return new PersonNotice(NotificationKind.PASSWORD_RESET, person, Optional.of(link), Optional.empty(), "link:" + link);
    }

    public static PersonNotice passwordChanged(PersonId person) {
        return told(NotificationKind.PASSWORD_CHANGED, person, Optional.empty());
    }

    /** To whoever reads the address that was the person's until now: the owner, if somebody else has changed it. */
    public static PersonNotice emailChanged(PersonId person, String before) {
        return told(NotificationKind.EMAIL_CHANGED, person, Optional.of(before));
    }

    public static PersonNotice oneTimePasswordRemoved(PersonId person) {
        return told(NotificationKind.ONE_TIME_PASSWORD_REMOVED, person, Optional.empty());
    }

    /** However often it happens, it is told. */
    private static PersonNotice told(NotificationKind kind, PersonId person, Optional<String> to) {
        return new PersonNotice(kind, person, Optional.empty(), to, kind + ":" + person + ":" + UUID.randomUUID());
    }

    /** Not the address. */
    @Override
    public String toString() {
        return kind + " of person " + person;
    }
}
