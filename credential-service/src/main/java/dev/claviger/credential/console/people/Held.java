package dev.claviger.credential.console.people;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import java.time.Instant;

import dev.claviger.credential.account.session.GivenConsent;
import dev.claviger.credential.account.session.OpenSession;
import dev.claviger.pages.ShownName;

/**
 * Where somebody is signed in, and what it has allowed.
 *
 * @param isKnown whether token-service could be asked; if not, nothing is known of either
 */
public record Held(boolean isKnown, List<SessionRow> sessions, List<ConsentRow> consents) {

    static final Held UNKNOWN = new Held(false, List.of(), List.of());

    static Held of(List<OpenSession> sessions, List<GivenConsent> consents, Map<String, String> names, String path) {
        Map<String, List<GivenConsent>> byClient = new LinkedHashMap<>();
        consents.forEach(consent -> byClient.computeIfAbsent(consent.clientId(), any -> new ArrayList<>()).add(consent));
        return new Held(true, sessions.stream().map(session -> SessionRow.of(session, path)).toList(),
                byClient.entrySet().stream().map(given -> ConsentRow.of(given.getKey(), given.getValue(), names.get(given.getKey()), path)).toList());
    }

    /** One browser. */
    public record SessionRow(String id, String path, String agent, String how, Instant authTime, Instant lastSeenAt) {

        static SessionRow of(OpenSession session, String path) {
            return new SessionRow(session.id(), path + "/sessions/" + session.id() + "/end", session.agent().isBlank() ? "A browser" : ShownName.of(session.agent()), how(session.amr()),
                    session.authTime(), session.lastSeenAt());
        }

        /** RFC 8176 §2, in words. */
        private static String how(Collection<String> amr) {
            if (amr.contains("otp") || amr.contains("mfa")) {
                return "with a second factor";
            }
            return amr.contains("pwd") ? "with a password" : "at the identity provider";
        }
    }

    /**
     * What one application was allowed.
     *
     * @param isForAccount whether it may act for the whole tenant, too
     */
    public record ConsentRow(String clientId, String name, String path, Collection<String> scopes, boolean isForAccount, Instant givenAt) {

        static ConsentRow of(String client, List<GivenConsent> given, String name, String path) {
            TreeSet<String> scopes = new TreeSet<>();
            given.forEach(consent -> scopes.addAll(consent.scopes()));
            return new ConsentRow(client, name == null ? "An application that is gone" : ShownName.of(name), path + "/consents/" + client + "/withdraw", scopes,
                    given.stream().anyMatch(consent -> consent.subject().equals("account")), given.get(0).givenAt());
        }
    }
}
