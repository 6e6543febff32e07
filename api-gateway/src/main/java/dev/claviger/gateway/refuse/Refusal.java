package dev.claviger.gateway.refuse;

import java.util.Locale;

/**
 * Why a request is not forwarded. The name is for the access log and the metric; the caller learns only status, detail
 * and, for 401 and 403, the error code of RFC 6750 §3.1. What would help an attacker (which claim was wrong, say) differs
 * here and not in the answer.
 */
public enum Refusal {
    MALFORMED_TARGET(400, "The request is malformed or ambiguous"),
    MALFORMED_HOST(400, "The request is malformed or ambiguous"),
    MALFORMED_REQUEST(400, "The request is malformed or ambiguous"),
    /** RFC 6750 §2: a client must not use more than one way to send the token. */
    TOKEN_SENT_TWICE(400, "The access token was sent more than once"),
    API_KEY_SENT_TWICE(400, "The API key was sent more than once"),

    /** RFC 6750 §3.1: a request without any authentication information learns no error code. */
    NO_TOKEN(401, Texts.TOKEN),
    TOKEN_MALFORMED(401, Texts.TOKEN, Texts.INVALID_TOKEN),
    TOKEN_KEY_UNKNOWN(401, Texts.TOKEN, Texts.INVALID_TOKEN),
    TOKEN_SIGNATURE_WRONG(401, Texts.TOKEN, Texts.INVALID_TOKEN),
    TOKEN_ISSUER_WRONG(401, Texts.TOKEN, Texts.INVALID_TOKEN),
    TOKEN_NOT_YET_VALID(401, Texts.TOKEN, Texts.INVALID_TOKEN),
    TOKEN_LIFETIME_TOO_LONG(401, Texts.TOKEN, Texts.INVALID_TOKEN),
    TOKEN_EXPIRED(401, "Token has expired", Texts.INVALID_TOKEN),
    TOKEN_REVOKED(401, Texts.TOKEN, Texts.INVALID_TOKEN),
    TENANT_WRONG(401, Texts.TOKEN, Texts.INVALID_TOKEN),
    ENVIRONMENT_WRONG(401, Texts.TOKEN, Texts.INVALID_TOKEN),
    AUDIENCE_WRONG(401, Texts.TOKEN, Texts.INVALID_TOKEN),
    /** One answer whether key or token is at fault: who has one of the two must not learn which. */
    API_KEY_MISSING(401, Texts.TOKEN, Texts.INVALID_TOKEN),
    API_KEY_MALFORMED(401, Texts.TOKEN, Texts.INVALID_TOKEN),
    API_KEY_WRONG(401, Texts.TOKEN, Texts.INVALID_TOKEN),
    API_KEY_OF_ANOTHER(401, Texts.TOKEN, Texts.INVALID_TOKEN),

    SCOPE_MISSING(403, "You do not have permission to access this resource", "insufficient_scope"),

    PATH_UNKNOWN(404, "There is no such resource"),
    METHOD_NOT_ALLOWED(405, "The resource does not support this method"),
    /** The caller took longer than it may to send its request. */
    REQUEST_TIMEOUT(408, "The request took too long to arrive"),
    BODY_TOO_LARGE(413, "The request body is too large"),
    TARGET_TOO_LONG(414, "The request target is too long"),
    EXPECTATION_UNKNOWN(417, "The expectation is not supported"),
    HOST_UNKNOWN(421, "This host is not served here"),
    RATE_LIMITED(429, "Too many requests"),
    QUOTA_USED_UP(429, "Too many requests"),
    HEADERS_TOO_LARGE(431, "The request headers are too large"),
    METHOD_NOT_SUPPORTED(501, "The method is not supported"),

    UPSTREAM_UNREACHABLE(502, "The upstream could not be reached"),
    /** An address where no upstream may be; the caller need not know which networks there are. */
    UPSTREAM_ADDRESS_REFUSED(502, "The upstream could not be reached"),
    UPSTREAM_BROKE_OFF(502, "The upstream broke off before it answered"),
    /** What it answered is no HTTP that could be passed on. */
    UPSTREAM_ANSWER_UNFIT(502, "The upstream gave no answer that can be passed on"),
    NOT_READY(503, Texts.LATER),
    FEED_STALE(503, Texts.LATER),
    KEYS_UNAVAILABLE(503, Texts.LATER),
    API_KEYS_UNAVAILABLE(503, Texts.LATER),
    UPSTREAM_BUSY(503, Texts.LATER),
    NO_UPSTREAM(503, Texts.LATER),
    UPSTREAMS_EJECTED(503, Texts.LATER),
    /** What other replicas have let through is not known, and the setting says that then nothing is. */
    LIMITS_UNAVAILABLE(503, Texts.LATER),
    UPSTREAM_CONNECT_TIMEOUT(504, "The upstream did not answer in time"),
    UPSTREAM_TIMEOUT(504, "The upstream did not answer in time"),
    /** RFC 9110 §7.6.3: the request has been here before. */
    LOOP_DETECTED(508, "The request goes in circles"),
    /** A defect of ours; the log has the trace, the caller the request id. */
    INTERNAL(500, "The request could not be processed");

    private final int status;
    private final String detail;
    private final String error;
    private final String label = name().toLowerCase(Locale.ROOT);

    Refusal(int status, String detail) {
        this(status, detail, null);
    }

    Refusal(int status, String detail, String error) {
        this.status = status;
        this.detail = detail;
        this.error = error;
    }

    public int status() {
        return status;
    }

    /** How log and metric name it. */
    public String label() {
        return label;
    }

    /** For the caller. */
    String detail() {
        return detail;
    }

    /** Error code of RFC 6750 §3.1, or null. */
    String error() {
        return error;
    }

    private static final class Texts {
        static final String TOKEN = "Invalid or missing token";
        static final String INVALID_TOKEN = "invalid_token";
        static final String LATER = "The service is temporarily unavailable";
    }
}
