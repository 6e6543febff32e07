package dev.claviger.token.authorize;

import dev.claviger.contract.application.Application;
import dev.claviger.token.grant.ScopeList;
import dev.claviger.token.grant.Subject;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

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

    public Subject.Kind kind() {
        return path.kind();
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

    /**
     * The same after the person has done as asked. Whoever has just signed in has not done so too long ago either, and a page that takes
     * longer than {@code max_age} would otherwise ask for ever.
     */
    public AuthorizationRequest without(Prompt done) {
        Set<Prompt> left = EnumSet.noneOf(Prompt.class);
        left.addAll(prompts);
        left.remove(done);
        if (done == Prompt.LOGIN) {
            left.remove(Prompt.SELECT_ACCOUNT);
        }
        AuthorizationParameters rest = left.isEmpty() ? parameters.without("prompt")
                : parameters.with("prompt", left.stream().map(Prompt::toString).collect(Collectors.joining(" ")));
        return new AuthorizationRequest(path, done == Prompt.LOGIN ? rest.without("max_age") : rest, application, position, redirectUri, scopes,
                left, done == Prompt.LOGIN ? Optional.empty() : maxAge, challenge);
    }
}
