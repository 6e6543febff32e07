package dev.claviger.token.error;

import dev.claviger.token.dialect.Presentation;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Why a token request is refused: one factory per reason, each with its code, status and headers (RFC 6749 §5.2).
 * Descriptions never repeat what was sent, since that may be a misplaced secret.
 */
public final class OAuthException extends RuntimeException {

    private static final String REALM = "Basic realm=\"claviger\", charset=\"UTF-8\"";
    private static final String RETRY_AFTER_SECONDS = "2";
    private static final String TEMPORARILY_UNAVAILABLE = "temporarily_unavailable";
    private static final String INVALID_GRANT = "invalid_grant";
    private static final String INVALID_CREDENTIALS = "Invalid credentials";
    private static final Detail UNAVAILABLE = new Detail(503, "Service temporarily unavailable");
    private static final int UNPROCESSABLE = 422;

    private final String code;
    private final int status;
    private final transient Detail detail;
    private final transient Map<String, String> headers;

    private OAuthException(String code, int status, String description, Detail detail, Map<String, String> headers) {
        // No stack trace: a refusal is an answer, not an accident, and the trace would be its most expensive part.
        super(description, null, false, false);
        this.code = code;
        this.status = status;
        this.detail = detail;
        this.headers = headers;
    }

    private OAuthException(String code, int status, String description) {
        this(code, status, description, new Detail(status, description, List.of()), Map.of());
    }

    private static OAuthException flawed(String description, List<Flaw> flaws) {
        return new OAuthException("invalid_request", 400, description, new Detail(UNPROCESSABLE, description, flaws), Map.of());
    }

    public static OAuthException invalidRequest(String description) {
        return new OAuthException("invalid_request", 400, description);
    }

    public static OAuthException missing(List<String> parameters) {
        return flawed(String.join(" and ", parameters) + " missing", parameters.stream().map(Flaw::missing).toList());
    }

    public static OAuthException notText(String parameter) {
        return flawed(parameter + " must be a string", List.of(Flaw.notText(parameter)));
    }

    public static OAuthException absentBody() {
        return flawed("a body is needed", List.of(Flaw.absentBody()));
    }

    public static OAuthException unreadableBody() {
        return flawed("the body is not one JSON object with each member once", List.of(Flaw.unreadableBody()));
    }

    public static OAuthException bodyTooLarge() {
        return new OAuthException("invalid_request", 413, "the body is too large");
    }

    /** RFC 6749 §3.2: the client MUST use POST. */
    public static OAuthException notPost() {
        return new OAuthException("invalid_request", 405, "this endpoint takes POST requests only", new Detail(405, "Method Not Allowed"), Map.of("Allow", "POST"));
    }

    /** The two documents that are read (RFC 8414 §3.1, RFC 7517 §5). */
    public static OAuthException notGet() {
        return new OAuthException("invalid_request", 405, "this document is read by GET", new Detail(405, "Method Not Allowed"), Map.of("Allow", "GET, HEAD"));
    }

    /** OpenID Connect Core §5.3.1. */
    public static OAuthException notGetOrPost() {
        return new OAuthException("invalid_request", 405, "this endpoint takes GET and POST requests only", new Detail(405, "Method Not Allowed"), Map.of("Allow", "GET, POST"));
    }

    /** RFC 6750 §3: to whoever shows no token nothing is said of errors. */
    public static OAuthException noBearerToken() {
        return bearer("invalid_token", 401, "an access token is needed", "Bearer realm=\"claviger\"");
    }

    /** RFC 6750 §3.1: more than one token, or what is none. */
    public static OAuthException unreadableBearerToken() {
        return bearer("invalid_request", 400, "one access token in one place is needed", "Bearer realm=\"claviger\", error=\"invalid_request\"");
    }

    /** RFC 6750 §3.1: malformed, expired, revoked, of nobody who is here; nothing says which. */
    public static OAuthException invalidToken() {
        return bearer("invalid_token", 401, "the access token is not valid", "Bearer realm=\"claviger\", error=\"invalid_token\"");
    }

    /** RFC 6750 §3.1. */
    public static OAuthException insufficientScope(String scope) {
        return bearer("insufficient_scope", 403, "the access token lacks a scope", "Bearer realm=\"claviger\", error=\"insufficient_scope\", scope=\"" + scope + "\"");
    }

    private static OAuthException bearer(String code, int status, String description, String challenge) {
        return new OAuthException(code, status, description, new Detail(status, description), Map.of("WWW-Authenticate", challenge));
    }

    public static OAuthException unknownPath() {
        return new OAuthException("invalid_request", 404, "there is no endpoint at this path", new Detail(404, "Not Found"), Map.of());
    }

    /** One answer for every reason, or it would tell an attacker which clients exist. */
    public static OAuthException invalidClient(Presentation presentation) {
        Map<String, String> challenge = presentation == Presentation.BASIC ? Map.of("WWW-Authenticate", REALM) : Map.of();
        return new OAuthException("invalid_client", presentation.refusalStatus(), "client authentication failed",
                new Detail(presentation.refusalStatus(), INVALID_CREDENTIALS), challenge);
    }

    /** RFC 6749 §5.2: invalid, expired, revoked, spent, of another client; nothing says which. */
    public static OAuthException invalidRefreshToken() {
        return new OAuthException(INVALID_GRANT, 400, "the refresh token is not valid", new Detail(401, INVALID_CREDENTIALS), Map.of());
    }

    /** As {@link #invalidRefreshToken()}; also for what the code is bound to and the client does not bring along. */
    public static OAuthException invalidCode() {
        return new OAuthException(INVALID_GRANT, 400, "the authorization code is not valid, or not for this redirect_uri and code_verifier",
                new Detail(401, INVALID_CREDENTIALS), Map.of());
    }

    /** Whether it is {@link #invalidRefreshToken()} or {@link #invalidCode()}, and neither another refusal nor an accident. */
    public static boolean isInvalidGrant(Throwable failure) {
        return failure instanceof OAuthException refusal && refusal.code.equals(INVALID_GRANT);
    }

    public static OAuthException unauthorizedClient() {
        return new OAuthException("unauthorized_client", 400, "the client is not registered for this grant type");
    }

    public static OAuthException unsupportedGrantType() {
        return new OAuthException("unsupported_grant_type", 400, "the grant type is not supported");
    }

    public static OAuthException invalidScope(String description) {
        return new OAuthException("invalid_scope", 400, description);
    }

    /** RFC 8707 §2. */
    public static OAuthException invalidTarget() {
        return new OAuthException("invalid_target", 400, "the client may not obtain tokens for this resource");
    }

    /** Ours to mend, so never 400 or 401: clients give up on those, and some throw their credentials away. */
    public static OAuthException temporarilyUnavailable() {
        return new OAuthException(TEMPORARILY_UNAVAILABLE, 503, "clients cannot be verified at the moment",
                UNAVAILABLE, Map.of("Retry-After", RETRY_AFTER_SECONDS));
    }

    /** As {@link #temporarilyUnavailable()}: a refresh token that cannot be looked up is not an invalid one. */
    public static OAuthException grantsUnavailable() {
        return new OAuthException(TEMPORARILY_UNAVAILABLE, 503, "grants cannot be read at the moment",
                UNAVAILABLE, Map.of("Retry-After", RETRY_AFTER_SECONDS));
    }

    /** RFC 6585 §4. Says nothing of the secret, which was not even looked at. A place in the slow lane is free in a moment. */
    public static OAuthException tooManyGuesses() {
        return tooMany("too many wrong credentials", Duration.ZERO);
    }

    /** RFC 6585 §4. Nothing was done: the token lives on, and the refresh token is not spent. */
    public static OAuthException tooManyRevocations(Duration wait) {
        return tooMany("too many tokens ended within a minute", wait);
    }

    /** RFC 6585 §4. Nothing was written. */
    public static OAuthException tooManyCodes(Duration wait) {
        return tooMany("too many authorization codes within a minute", wait);
    }

    private static OAuthException tooMany(String description, Duration wait) {
        return new OAuthException(TEMPORARILY_UNAVAILABLE, 429, description,
                new Detail(429, "Too Many Requests"), Map.of("Retry-After", Long.toString(wait.toSeconds() + 1)));
    }

    /** RFC 7009 §2.2.1: the client takes the token for alive and asks again; then it hears how it went on. */
    public static OAuthException revocationPending() {
        return new OAuthException(TEMPORARILY_UNAVAILABLE, 503, "the revocation is written down and not yet everywhere",
                UNAVAILABLE, Map.of("Retry-After", RETRY_AFTER_SECONDS));
    }

    public static OAuthException serverError() {
        return new OAuthException("server_error", 500, "the request failed unexpectedly",
                new Detail(500, "Internal Server Error"), Map.of());
    }

    public String code() {
        return code;
    }

    public int status() {
        return status;
    }

    /** Its word in a metric. OAuth has no code for RFC 6585's 429, so it shares that of what is ours to mend; for whoever watches they are opposites. */
    public String outcome() {
        return status == 429 ? "throttled" : code;
    }

    /** Whether the client has not proven who it is. */
    public boolean isOfTheClient() {
        return code.equals("invalid_client");
    }

    /** Whether the same request may succeed in a moment. */
    public boolean isTemporary() {
        return status == 503;
    }

    /** Whether it may succeed some time: nothing is wrong with the request itself. */
    public boolean isForLater() {
        return code.equals(TEMPORARILY_UNAVAILABLE);
    }

    /** Whether the rest of the body is not wanted either. */
    public boolean isOfTheBodySize() {
        return status == 413;
    }

    /** The same refusal in the {@code detail} shape. */
    Detail detail() {
        return detail;
    }

    Map<String, String> headers() {
        return headers;
    }

    /** @param flaws what exactly is wrong, where that is known; else the text says it all */
    record Detail(int status, String text, List<Flaw> flaws) {

        Detail(int status, String text) {
            this(status, text, List.of());
        }
    }
}
