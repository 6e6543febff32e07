package dev.claviger.credential.console.people;

import java.util.ArrayList;
import java.util.List;

import dev.claviger.credential.account.directory.PersonAccess;
import dev.claviger.credential.account.person.PersonView;
import dev.claviger.credential.console.page.Moments;
import dev.claviger.credential.edge.Tagged;
import dev.claviger.pages.ShownName;

/**
 * What would stop if a person were ended.
 *
 * @param limited names of applications that may do no more than the person; one more than are told, where there are more
 * @param isSelf  whether the person is who asks
 */
record PersonEvidence(Tagged<PersonView> person, PersonAccess access, Held held, List<String> limited, boolean isSelf) {

    private static final int TOLD = 10;

    /** The most telling first. */
    List<String> stops() {
        List<String> stops = new ArrayList<>();
        if (isSelf) {
            stops.add("This is you. You are signed out of the console at once.");
        }
        stops.add(access.signedInAt().map(moment -> "The person last signed in " + Moments.fromNow(moment) + ", on " + Moments.exactly(moment) + ".").orElse("The person has never signed in, as far as is known."));
        stops.addAll(lost());
        if (!limited.isEmpty()) {
            stops.add("Applications that may do no more than this person obtain nothing any more: " + named(limited) + ".");
        }
        return stops;
    }

    private List<String> lost() {
        if (!held.isKnown()) {
            return List.of("Where the person is signed in, and what they have allowed, cannot be seen at this moment. All of it ends.");
        }
        List<String> stops = new ArrayList<>();
        stops.add(held.sessions().isEmpty() ? "The person is signed in nowhere." : "They are signed in with " + counted(held.sessions().size(), "browser") + ". These sessions end.");
        if (!held.consents().isEmpty()) {
            stops.add("Applications that act for the person lose their tokens: " + named(held.consents().stream().map(Held.ConsentRow::name).toList()) + ".");
        }
        return stops;
    }

    static String counted(int count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }

    private static String named(List<String> names) {
        String told = String.join(", ", names.stream().limit(TOLD).map(ShownName::of).toList());
        return names.size() > TOLD ? told + " and others" : told;
    }
}
