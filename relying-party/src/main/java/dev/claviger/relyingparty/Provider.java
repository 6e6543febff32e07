package dev.claviger.relyingparty;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An OpenID provider at which people sign in: send the browser to {@link #authorizationRequest}, and hold what it comes back with against the attempt in
 * {@link #identity}. Keep one for each issuer: it keeps metadata and keys. Safe for many threads.
 */
public final class Provider {

    private final Discovery discovery;
    private final TokenEndpoint tokenEndpoint;

    /** Asks nothing yet. */
    public Provider(URI issuer, ProviderCalls calls, Clock clock) {
        this.discovery = new Discovery(issuer, calls, clock);
        this.tokenEndpoint = new TokenEndpoint(calls);
    }

    /**
     * Where to send the browser.
     *
     * @param extra further parameters, such as {@code prompt}, {@code max_age} or {@code login_hint}; those of the protocol itself win
     * @throws ProviderUnreachable when the provider is not known yet and cannot be asked
     */
    public URI authorizationRequest(Registration registration, Attempt attempt, Map<String, String> extra) {
        URI endpoint = discovery.current().metadata().getAuthorizationEndpointURI();
        Scope scope = new Scope("openid");
        registration.scopes().stream().sorted().forEach(scope::add);
        AuthenticationRequest.Builder request = new AuthenticationRequest.Builder(ResponseType.CODE, scope, new ClientID(registration.clientId()), registration.redirectUri());
        extra.forEach((name, value) -> request.customParameter(name, value));
        return request.endpointURI(endpoint).state(new State(attempt.state())).nonce(new Nonce(attempt.nonce()))
                .codeChallenge(new CodeVerifier(attempt.codeVerifier()), CodeChallengeMethod.S256).build().toURI();
    }

    /** The same as {@link #identity(Registration, Attempt, String, Set)} without asking userinfo. */
    public Identity identity(Registration registration, Attempt attempt, String answer) {
        return identity(registration, attempt, answer, Set.of());
    }

    /**
     * Who signed in.
     *
     * @param attempt the one that this very browser started, which nobody may use again
     * @param answer  the raw query with which the browser came back to the redirect URI
     * @param wanted  claims for which userinfo is asked (OpenID Connect Core 1.0 §5.3) when the ID token has not all of them
     * @throws SignInRefused       when the answer proves nobody
     * @throws ProviderUnreachable when the provider cannot be asked
     */
    public Identity identity(Registration registration, Attempt attempt, String answer, Set<String> wanted) {
        Discovered discovered = discovery.current();
        AuthorizationCode code = Answer.parse(answer).code(attempt, discovered.metadata());
        OIDCTokens tokens = tokenEndpoint.exchange(code, registration, attempt, discovered.metadata());
        IDTokenClaimsSet verified = IdTokens.verify(tokens.getIDToken(), registration, attempt, discovered);
        Map<String, Object> claims = new LinkedHashMap<>();
        if (!verified.toJSONObject().keySet().containsAll(wanted)) {
            claims.putAll(tokenEndpoint.userInfo(tokens, verified.getSubject(), discovered.metadata()));
        }
        claims.putAll(verified.toJSONObject());
        return new Identity(registration.issuer().toString(), verified.getSubject().getValue(), Collections.unmodifiableMap(claims),
                authenticatedAt(verified), tokens.getIDTokenString());
    }

    /**
     * Where to send the browser to end the person's session at the provider, too (RP-Initiated Logout 1.0 §2). Empty where the provider has no such place.
     *
     * @param idToken  of the session
     * @param redirect where the browser is to come back to, registered there
     * @throws ProviderUnreachable when the provider is not known yet and cannot be asked
     */
    public Optional<URI> logoutRequest(Registration registration, Optional<String> idToken, URI redirect) {
        return Optional.ofNullable(discovery.current().metadata().getEndSessionEndpointURI()).map(endpoint -> {
            Map<String, List<String>> parameters = new LinkedHashMap<>(URLUtils.parseParameters(endpoint.getRawQuery()));
            idToken.ifPresent(token -> parameters.put("id_token_hint", List.of(token)));
            parameters.put("client_id", List.of(registration.clientId()));
            parameters.put("post_logout_redirect_uri", List.of(redirect.toString()));
            return URI.create(endpoint.toString().split("\\?")[0] + "?" + URLUtils.serializeParameters(parameters));
        });
    }

    /**
     * What has ended at the provider, as it tells by itself (Back-Channel Logout 1.0 §2.5).
     *
     * @throws SignInRefused       when the token is not one for this program
     * @throws ProviderUnreachable when its keys cannot be had
     */
    public EndedSession ended(Registration registration, String logoutToken) {
        return LogoutTokens.verify(logoutToken, registration, discovery.current());
    }

    private static Instant authenticatedAt(IDTokenClaimsSet verified) {
        return Optional.ofNullable(verified.getAuthenticationTime()).orElse(verified.getIssueTime()).toInstant();
    }
}
