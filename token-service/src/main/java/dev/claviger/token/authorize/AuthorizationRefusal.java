package dev.claviger.token.authorize;

import java.util.Optional;

/**
 * Why a client's authorization request is refused, to be told to that client: one factory per reason (RFC 6749 §4.1.2.1, OpenID Connect Core
 * §3.1.2.6). Where it is not certain whose address it is, nobody is sent there: then it is a {@link dev.claviger.token.page.Problem}.
 * Descriptions never repeat what was sent.
 */
public final class AuthorizationRefusal extends RuntimeException {

    private final transient ReturnAddress address;
    private final String code;

    private AuthorizationRefusal(ReturnAddress address, String code, String description) {
        // No stack trace: a refusal is an answer, not an accident.
        super(description, null, false, false);
        this.address = address;
        this.code = code;
    }

    /** Where the answer goes, proven to be the client's. */
    record ReturnAddress(String redirectUri, Optional<String> state) {

        AuthorizationRefusal refusal(String code, String description) {
            return new AuthorizationRefusal(this, code, description);
        }
    }

    public static AuthorizationRefusal accessDenied(AuthorizationRequest request) {
        return of(request, "access_denied", "the request was denied");
    }

    /** Of the scopes asked for the person may give none. */
    public static AuthorizationRefusal nothingToGive(AuthorizationRequest request) {
        return of(request, "access_denied", "the person may give none of the scopes");
    }

    public static AuthorizationRefusal loginRequired(AuthorizationRequest request) {
        return of(request, "login_required", "nobody is signed in, or not as was asked");
    }

    public static AuthorizationRefusal consentRequired(AuthorizationRequest request) {
        return of(request, "consent_required", "the person has not agreed yet");
    }

    /** Who is signed in cannot agree to this, and nobody may be asked to sign in as somebody else. */
    public static AuthorizationRefusal interactionRequired(AuthorizationRequest request) {
        return of(request, "interaction_required", "the person would have to be shown a page");
    }

    public static AuthorizationRefusal temporarilyUnavailable(AuthorizationRequest request) {
        return of(request, "temporarily_unavailable", "people cannot be asked at the moment");
    }

    /** For what else there is to say: a code of RFC 6749 §4.1.2.1 or OpenID Connect Core §3.1.2.6, which metrics count by. */
    public static AuthorizationRefusal of(AuthorizationRequest request, String code, String description) {
        return new ReturnAddress(request.redirectUri(), request.state()).refusal(code, description);
    }

    ReturnAddress address() {
        return address;
    }

    public String code() {
        return code;
    }
}
