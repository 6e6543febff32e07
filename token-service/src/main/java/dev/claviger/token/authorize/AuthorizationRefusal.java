package dev.claviger.token.authorize;

import java.util.Optional;

/**
 * Why an authorization request is refused: one factory per reason (RFC 6749 §4.1.2.1, OpenID Connect Core §3.1.2.6). Where it is not
 * certain that an address is the client's, nobody is sent there: then a page says it. Descriptions never repeat what was sent.
 */
public final class AuthorizationRefusal extends RuntimeException {

    private final String code;
    private final transient Optional<ReturnAddress> address;

    private AuthorizationRefusal(Optional<ReturnAddress> address, String code, String description) {
        // No stack trace: a refusal is an answer, not an accident.
        super(description, null, false, false);
        this.address = address;
        this.code = code;
    }

    /** Where the answer goes, proven to be the client's. */
    record ReturnAddress(String redirectUri, Optional<String> state) {

        AuthorizationRefusal refusal(String code, String description) {
            return new AuthorizationRefusal(Optional.of(this), code, description);
        }
    }

    static AuthorizationRefusal unreadable() {
        return page("invalid_request", "The request is not written as a link of an application should be.");
    }

    static AuthorizationRefusal unknownClient() {
        return page("invalid_client", "There is no application with this client_id.");
    }

    static AuthorizationRefusal unregisteredRedirect() {
        return page("invalid_redirect_uri", "The application has not registered the redirect_uri that it asks to be answered at.");
    }

    /** RFC 6749 §4.1.2.1: the person, or what the person may not do, stands against it. */
    public static AuthorizationRefusal accessDenied(AuthorizationRequest request) {
        return of(request).refusal("access_denied", "the request was denied");
    }

    /** Of the scopes asked for the person may give none. */
    public static AuthorizationRefusal nothingToGive(AuthorizationRequest request) {
        return of(request).refusal("access_denied", "the person may give none of the scopes");
    }

    public static AuthorizationRefusal loginRequired(AuthorizationRequest request) {
        return of(request).refusal("login_required", "nobody is signed in, or not as was asked");
    }

    public static AuthorizationRefusal consentRequired(AuthorizationRequest request) {
        return of(request).refusal("consent_required", "the person has not agreed yet");
    }

    public static AuthorizationRefusal interactionRequired(AuthorizationRequest request) {
        return of(request).refusal("interaction_required", "the person would have to be shown a page");
    }

    /** For what else there is to say of a request: a code of RFC 6749 §4.1.2.1 or OpenID Connect Core §3.1.2.6. */
    public static AuthorizationRefusal of(AuthorizationRequest request, String code, String description) {
        return of(request).refusal(code, description);
    }

    /** Empty where a page says it. */
    Optional<ReturnAddress> address() {
        return address;
    }

    public boolean isForThePage() {
        return address.isEmpty();
    }

    public String code() {
        return code;
    }

    private static ReturnAddress of(AuthorizationRequest request) {
        return new ReturnAddress(request.redirectUri(), request.state());
    }

    private static AuthorizationRefusal page(String code, String description) {
        return new AuthorizationRefusal(Optional.empty(), code, description);
    }
}
