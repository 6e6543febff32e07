package dev.claviger.credential.console.people;

import java.time.Instant;
import java.util.Optional;

import dev.claviger.credential.account.directory.PersonAccess;
import dev.claviger.credential.account.directory.PersonState;
import dev.claviger.credential.account.person.PersonView;
import dev.claviger.credential.console.page.FieldErrors;
import dev.claviger.credential.console.page.Frame;
import dev.claviger.credential.edge.Tagged;
import dev.claviger.pages.ShownName;
import io.quarkus.qute.TemplateInstance;

/** The pages of one person: what it is and may, how it gets in, where it is signed in, and what it has allowed. */
public final class PersonPage {

    private PersonPage() {
    }

    static String name(PersonView person) {
        return ShownName.of(person.name() == null ? person.username() : person.name());
    }

    static PersonState state(PersonView person, PersonAccess access) {
        return person.disabled() ? PersonState.DISABLED : person.hasPassword() || access.linkedTo().isPresent() ? PersonState.ACTIVE : PersonState.INVITED;
    }

    /**
     * @param isSelf      whether the person is who looks at it
     * @param lockedUntil until when browsers that are not known have to wait, for too much was guessed
     * @param refused     what was wrong with the form that was sent last
     */
    public record Detail(Frame frame, String title, String said, String path, PersonView person, String version, Badge badge, String role, PersonAccess access, Held held,
            Optional<Instant> lockedUntil, boolean isSelf, FieldErrors refused) implements TemplateInstance {

        static Detail of(Frame frame, String said, String path, Tagged<PersonView> person, PersonAccess access, Held held, Optional<Instant> lockedUntil, boolean isSelf, FieldErrors refused) {
            return new Detail(frame, name(person.view()), said, path, person.view(), person.tag().value(), Badge.of(state(person.view(), access), access.linkUntil()),
                    Badge.role(person.view().role()), access, held, lockedUntil, isSelf, refused);
        }

        /** Without what is personal. */
        @Override
        public String toString() {
            return "person " + person.id();
        }
    }

    /**
     * A link that no mail brings, this once.
     *
     * @param expiresAt when it leads nowhere any more
     */
    public record Link(Frame frame, String title, String path, String username, String link, Instant expiresAt) implements TemplateInstance {

        /** Without the link. */
        @Override
        public String toString() {
            return "a link until " + expiresAt;
        }
    }
}
