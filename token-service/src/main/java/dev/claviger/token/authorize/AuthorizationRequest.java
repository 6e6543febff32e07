package dev.claviger.token.authorize;

import dev.claviger.contract.PersonId;
import dev.claviger.contract.TenantId;
import dev.claviger.contract.application.Application;
import dev.claviger.token.grant.ScopeList;
import dev.claviger.token.grant.Subject;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * An authorization request that is right in itself: its client is known, its redirect URI is the client's, and what it asks for the client
 * may ask for. Whether a person agrees is another question. Only {@link AuthorizationRequests} makes one.
 *
 * @param path        by which it came, and by which it goes on after a form
 * @param kind        for whom the token is to stand
 * @param position    the feed position at which all this was known of the client
 * @param redirectUri where the answer goes
 * @param scopes      what was asked for, in that order; where nothing was, all that the client may ask for
 * @param maxAge      how long ago the person may have signed in
 * @param challenge   of PKCE, where the client sent one
 */
public record AuthorizationRequest(AuthorizationPath path, AuthorizationParameters parameters, Application application, long position,
        String redirectUri, ScopeList scopes, Set<Prompt> prompts, Optional<Duration> maxAge, Optional<CodeChallenge> challenge) {

    /** Of which tenant the person is who shall sign in. */
    static final String TENANT = "tenant";

    public Subject.Kind kind() {
        return path.kind();
    }

    public boolean isForAccount() {
        return kind() == Subject.Kind.ACCOUNT;
    }

    /** For whom the tokens are to stand when this person agrees. */
    public Subject subject(PersonId person) {
        return new Subject(kind(), isForAccount() ? application.account() : person.value());
    }

    /** Where the person has to be signed in. Empty where that is left to the person: a first-party client is for people of every tenant. */
    public Optional<TenantId> signInTenant() {
        return application.isFirstParty() ? parameters.text(TENANT).map(TenantId::new) : Optional.of(application.tenant());
    }

    /** Whether a sign-in from that time is too long ago for the client. */
    public boolean isTooOld(Instant signedInAt, Instant now) {
        return maxAge.isPresent() && now.isAfter(signedInAt.plus(maxAge.get()));
    }

    public Optional<String> state() {
        return parameters.text("state");
    }

    /** Of OpenID Connect: comes back in the ID token (Core §3.1.2.1). */
    public Optional<String> nonce() {
        return parameters.text("nonce");
    }

    /** As the client wrote it: the token request has to repeat it (RFC 6749 §4.1.3). Empty where it was left out. */
    public Optional<String> namedRedirectUri() {
        return parameters.text("redirect_uri");
    }

    public boolean asks(Prompt prompt) {
        return prompts.contains(prompt);
    }

    /** Where a form goes on to once its part is done: this request once more. */
    public String pathAndQuery() {
        return path.path() + "?" + parameters.encoded();
    }
}
