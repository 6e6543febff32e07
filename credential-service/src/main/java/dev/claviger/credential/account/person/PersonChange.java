package dev.claviger.credential.account.person;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.claviger.contract.Scopes;

/** The difference a change makes, and what follows from it for tokens out there. */
record PersonChange(PersonForm before, PersonForm after) {

    /** The names of the members that differ. */
    List<String> changed() {
        List<String> names = new ArrayList<>();
        note(names, "username", before.username(), after.username());
        note(names, "name", before.name(), after.name());
        note(names, "email", before.email(), after.email());
        note(names, "role", before.role(), after.role());
        note(names, "scopes", before.limit(), after.limit());
        note(names, "disabled", before.disabled(), after.disabled());
        return names;
    }

    /** Live tokens say more than the person may give now, so they end. Enabling again revives none of them. */
    boolean endsTokens() {
        return disables() || after.role().compareTo(before.role()) < 0 || narrows(before.limit(), after.limit());
    }

    /** Links that are on their way lead to whoever reads the mail of the old address. */
    boolean endsLinks() {
        return !after.email().equals(before.email()) || disables();
    }

    /** Sessions end with it, and enabling again revives none of them. */
    boolean disables() {
        return after.disabled() && !before.disabled();
    }

    /** The address that is the person's no more. */
    Optional<String> addressLeft() {
        return before.email().filter(address -> !after.email().equals(before.email()));
    }

    boolean stopsAdministering() {
        return before.administers() && !after.administers();
    }

    boolean changesRights() {
        return after.role() != before.role() || !after.limit().equals(before.limit());
    }

    /** What others were told of clients that may do no more than the person is no longer so. */
    boolean changesWhatItMayGive() {
        return changesRights() || after.disabled() != before.disabled();
    }

    /** What a scope implies is not looked at: in doubt tokens end. */
    static boolean narrows(Optional<Scopes> before, Optional<Scopes> after) {
        return after.isPresent() && (before.isEmpty() || !after.get().containsAll(before.get()));
    }

    private static void note(List<String> names, String name, Object before, Object after) {
        if (!before.equals(after)) {
            names.add(name);
        }
    }
}
