package dev.claviger.credential.problem;

import java.util.Map;

import dev.claviger.contract.Scopes;

/**
 * Why a request is refused. Each kind has its factory here, so that status and wording stand in one place; whoever
 * checks something throws one beside the check.
 */
public final class Problem extends RuntimeException {

    private static final String CHALLENGE = "WWW-Authenticate";

    private final int status;
    private final transient Map<String, String> errors;
    private final transient Map<String, String> headers;

    private Problem(int status, String detail, Map<String, String> errors, Map<String, String> headers) {
        super(detail, null, false, false);
        this.status = status;
        this.errors = errors;
        this.headers = headers;
    }

    private static Problem plain(int status, String detail) {
        return new Problem(status, detail, Map.of(), Map.of());
    }

    /** What was sent is wrong in these members, header fields or query parameters. */
    public static Problem invalid(Map<String, String> errors) {
        return new Problem(400, "The request is not valid; see errors", errors, Map.of());
    }

    public static Problem invalid(String member, String text) {
        return invalid(Map.of(member, text));
    }

    public static Problem malformed(String detail) {
        return plain(400, detail);
    }

    /** RFC 6750 §3.1: no token at all gets a challenge without an error code. */
    public static Problem unauthenticated() {
        return new Problem(401, "Send an access token with scope " + Scopes.ADMIN + " or " + Scopes.TENANT + " as Authorization: Bearer",
                Map.of(), Map.of(CHALLENGE, "Bearer realm=\"claviger\""));
    }

    /** RFC 6750 §3.1; why it is invalid stays untold, it would help only who forges tokens. */
    public static Problem invalidToken() {
        return new Problem(401, "The access token is invalid, expired, revoked or not meant for the admin API", Map.of(),
                Map.of(CHALLENGE, "Bearer realm=\"claviger\", error=\"invalid_token\""));
    }

    /** RFC 6750 §3.1. */
    public static Problem insufficientScope(String needed) {
        return new Problem(403, "This needs scope " + needed, Map.of(),
                Map.of(CHALLENGE, "Bearer realm=\"claviger\", error=\"insufficient_scope\", scope=\"" + needed + "\""));
    }

    public static Problem internalKeyRefused() {
        return new Problem(401, "Send this role's key as Authorization: Bearer", Map.of(), Map.of(CHALLENGE, "Bearer realm=\"claviger internal\""));
    }

    /** RFC 9110 §15.5.2: with the challenge that says how to sign. */
    public static Problem unsigned() {
        return new Problem(401, "Sign the body and send Claviger-Signer and Claviger-Signature, each once, or what GitHub sends instead of them",
                Map.of(), Map.of(CHALLENGE, "Claviger-Signature"));
    }

    public static Problem forbidden(String detail) {
        return plain(403, detail);
    }

    /** Nothing of that name, or nothing the caller may know of: the two look the same. */
    public static Problem notFound(String what) {
        return plain(404, "There is no such " + what);
    }

    public static Problem conflict(String detail) {
        return plain(409, detail);
    }

    public static Problem gone(String detail) {
        return plain(410, detail);
    }

    public static Problem preconditionFailed(String detail) {
        return plain(412, detail);
    }

    public static Problem tooLarge(String detail) {
        return plain(413, detail);
    }

    public static Problem unprocessable(String detail) {
        return plain(422, detail);
    }

    /** RFC 6585 §4. */
    public static Problem tooMany(String detail) {
        return new Problem(429, detail, Map.of(), Map.of("Retry-After", "1"));
    }

    /** Something behind is down; nothing was decided about the request. */
    public static Problem unavailable(String detail) {
        return new Problem(503, detail, Map.of(), Map.of("Retry-After", "1"));
    }

    /** A refusal that HTTP itself names, such as 405. */
    public static Problem ofStatus(int status, Map<String, String> headers) {
        return new Problem(status, null, Map.of(), headers);
    }

    static Problem unexpected(String incident) {
        return plain(500, "Something went wrong here, not in your request. Quote incident " + incident + " when you report it");
    }

    public int status() {
        return status;
    }

    /** What is wrong with which member; empty where it is none. */
    public Map<String, String> errors() {
        return errors;
    }

    Map<String, String> headers() {
        return headers;
    }

    ProblemDetails details() {
        return ProblemDetails.of(status, getMessage(), errors.isEmpty() ? null : errors);
    }
}
