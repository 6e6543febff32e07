package dev.claviger.credential.console.people;

import java.util.ArrayList;
import java.util.List;

import dev.claviger.credential.account.person.PersonView;
import dev.claviger.credential.console.page.Ending;
import dev.claviger.credential.console.page.Moments;
import dev.claviger.credential.edge.Tagged;
import dev.claviger.pages.ShownName;

/**
 * What is asked before something of a person ends. The version is asked for where the person itself changes; of links, sessions and consents it would tell nothing, for those
 * are rows of their own, and what ends there is named by its address or is all there is.
 */
final class PersonEnding {

    private static final String NONE = "";

    private PersonEnding() {
    }

    static Ending ofDisabling(String path, PersonEvidence evidence) {
        return ending("Disable " + name(evidence.person()), "They are signed out everywhere, their tokens end at once, and they do not get in. Nothing is forgotten: you can enable them again.",
                evidence.stops(), path + "/disable", "Disable", false, evidence.person().tag().value(), path, "");
    }

    static Ending ofDeletion(String path, PersonEvidence evidence) {
        List<String> stops = new ArrayList<>(evidence.stops());
        stops.add("Name, user name and e-mail address are erased. What the person did stays in the audit, under a number.");
        return ending("Delete " + name(evidence.person()), "The person goes for good, with password, sessions and consents, and all tokens end at once.", stops, path + "/delete", "Delete for good", true,
                evidence.person().tag().value(), path, evidence.person().view().disabled() ? "" : path + "/disable");
    }

    static Ending ofOneTimePassword(String path, Tagged<PersonView> person) {
        return ending("Turn off the one-time passwords of " + name(person), "For who has lost telephone and recovery codes. From now on the password alone lets the person in.",
                List.of("Recovery codes end, too.", "Be sure that it is the person who asks you: whoever knows the password gets in.",
                        person.view().email() == null ? "There is no e-mail address, so nobody is told." : "The person is told by mail, and can turn them on again."),
                path + "/one-time-password/remove", "Turn them off", true, NONE, path, "");
    }

    static Ending ofLink(String path, PersonEvidence evidence) {
        boolean hasPassword = evidence.person().view().hasPassword();
        return ending(hasPassword ? "Take back the link sent to " + name(evidence.person()) : "Take back the invitation of " + name(evidence.person()), "The link that was sent leads nowhere any more.",
                List.of(evidence.access().linkUntil().map(end -> "It would have ended " + Moments.fromNow(end) + ", on " + Moments.exactly(end) + ".").orElse("No link is out at this moment."),
                        hasPassword ? "The password the person has goes on as it is." : "The person stays in the list, and cannot sign in until you send another."),
                path + "/link/withdraw", "Take it back", true, NONE, path, "");
    }

    static Ending ofUnlinking(String path, PersonEvidence evidence) {
        return ending("Unlink " + name(evidence.person()) + " from the identity provider", "For who has another account there now. The next account there that bears the person's name is taken for the person.",
                List.of(evidence.access().linkedTo().map(issuer -> "The account at " + issuer + " lets nobody in any more.").orElse("There is no such link."),
                        "Sessions go on. To end them, sign the person out everywhere."),
                path + "/unlink", "Unlink", true, NONE, path, "");
    }

    static Ending ofSession(String path, PersonEvidence evidence, Held.SessionRow session) {
        List<String> stops = new ArrayList<>(List.of("Signed in " + session.how() + " " + Moments.fromNow(session.authTime()) + ", last seen " + Moments.fromNow(session.lastSeenAt()) + ".",
                "Applications that listen to it are told. Tokens they hold go on: withdraw a consent, or disable the person, to end those."));
        own(evidence, stops);
        return ending("Sign " + name(evidence.person()) + " out of " + session.agent(), "Whoever uses that browser has to sign in again.", stops, session.path(), "Sign out", false, NONE, path, "");
    }

    static Ending ofSessions(String path, PersonEvidence evidence) {
        List<String> stops = new ArrayList<>();
        evidence.held().sessions().forEach(session -> stops.add(session.agent() + ", last seen " + Moments.fromNow(session.lastSeenAt())));
        stops.add("Applications that listen to it are told. Tokens they hold go on: withdraw the consents, or disable the person, to end those.");
        own(evidence, stops);
        return ending("Sign " + name(evidence.person()) + " out everywhere", "Whoever is signed in as this person has to sign in again, in every browser.", stops, path + "/sessions/end", "Sign out everywhere",
                false, NONE, path, "");
    }

    static Ending ofConsent(String path, PersonEvidence evidence, Held.ConsentRow consent) {
        return ending("Withdraw what " + name(evidence.person()) + " has allowed " + consent.name(), "It may act for this person no more: its tokens end at once, and the person is asked anew.",
                List.of("What it may do: " + String.join(", ", consent.scopes()) + ".", consent.isForAccount() ? "It may act for the whole organisation by it, and stops doing so." : "It acts for other people as before.",
                        "Allowed " + Moments.fromNow(consent.givenAt()) + ", on " + Moments.exactly(consent.givenAt()) + "."),
                consent.path(), "Withdraw", false, NONE, path, "");
    }

    static Ending ofConsents(String path, PersonEvidence evidence) {
        List<String> stops = new ArrayList<>();
        evidence.held().consents().forEach(consent -> stops.add(consent.name() + ": " + String.join(", ", consent.scopes())));
        return ending("Withdraw all that " + name(evidence.person()) + " has allowed", "No application may act for this person any more: their tokens end at once, and the person is asked anew.", stops,
                path + "/consents/withdraw", "Withdraw all", false, NONE, path, "");
    }

    private static void own(PersonEvidence evidence, List<String> stops) {
        if (evidence.isSelf()) {
            stops.add("This is you: if it is the browser you use now, you are signed out of the console.");
        }
    }

    private static Ending ending(String title, String lead, List<String> stops, String action, String button, boolean isForGood, String version, String back, String alternative) {
        return new Ending(title, lead, stops.stream().map(ShownName::sentence).toList(), action, button, isForGood, version, NONE, back, alternative);
    }

    private static String name(Tagged<PersonView> person) {
        return PersonPage.name(person.view());
    }
}
