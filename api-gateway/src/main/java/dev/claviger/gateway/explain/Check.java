package dev.claviger.gateway.explain;

import dev.claviger.gateway.refuse.Refusal;
import java.util.Locale;

/**
 * What a request is held against, in the order in which that is done: whatever one of them refuses has passed all before it. Which of them a
 * reason belongs to is said once, and a new reason without a place does not compile.
 */
enum Check {
    GATEWAY("the gateway knows the installation"),
    FORM("the request has one meaning"),
    HOST("the host is an environment's"),
    ROUTE("a route is for method and path"),
    TOKEN("one token is sent"),
    TOKEN_FORM("it has the form and type of an access token"),
    ISSUER("it is from this installation's issuer"),
    SIGNATURE("its signature is by one of the issuer's keys"),
    TIMES("it is valid by now, and not for too long"),
    EXPIRY("it has not expired"),
    REVOCATION("nothing has revoked it"),
    API_KEY("the API key is known, where one is demanded"),
    TENANT("it is for the host's tenant"),
    ENVIRONMENT("it is for the host's environment"),
    AUDIENCE("it is for the environment's audience"),
    API_KEY_OWNER("the API key is the client's own"),
    SCOPES("it entitles to what the route needs"),
    LIMITS("limits leave room"),
    UPSTREAM("an upstream takes it");

    private final String meaning;

    Check(String meaning) {
        this.meaning = meaning;
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    String meaning() {
        return meaning;
    }

    /** Whether it is about a token, which token paths and public routes do not ask for. */
    boolean isOfToken() {
        return compareTo(TOKEN) >= 0 && compareTo(SCOPES) <= 0;
    }

    /** Whether it looks at a token itself; for a client, which has none yet, there is nothing to look at. */
    boolean needsTokenItself() {
        return compareTo(TOKEN) >= 0 && compareTo(API_KEY) <= 0 || this == API_KEY_OWNER;
    }

    static Check of(Refusal refusal) {
        return switch (refusal) {
            case NOT_READY, FEED_STALE, INTERNAL -> GATEWAY;
            case MALFORMED_TARGET, MALFORMED_HOST, MALFORMED_REQUEST, METHOD_NOT_SUPPORTED, TARGET_TOO_LONG, HEADERS_TOO_LARGE, REQUEST_TIMEOUT -> FORM;
            case HOST_UNKNOWN -> HOST;
            case PATH_UNKNOWN, METHOD_NOT_ALLOWED -> ROUTE;
            case NO_TOKEN, TOKEN_SENT_TWICE -> TOKEN;
            case TOKEN_MALFORMED -> TOKEN_FORM;
            case TOKEN_ISSUER_WRONG -> ISSUER;
            case TOKEN_KEY_UNKNOWN, TOKEN_SIGNATURE_WRONG, KEYS_UNAVAILABLE -> SIGNATURE;
            case TOKEN_NOT_YET_VALID, TOKEN_LIFETIME_TOO_LONG -> TIMES;
            case TOKEN_EXPIRED -> EXPIRY;
            case TOKEN_REVOKED -> REVOCATION;
            case API_KEY_MISSING, API_KEY_SENT_TWICE, API_KEY_MALFORMED, API_KEY_WRONG, API_KEYS_UNAVAILABLE -> API_KEY;
            case TENANT_WRONG -> TENANT;
            case ENVIRONMENT_WRONG -> ENVIRONMENT;
            case AUDIENCE_WRONG -> AUDIENCE;
            case API_KEY_OF_ANOTHER -> API_KEY_OWNER;
            case SCOPE_MISSING -> SCOPES;
            case RATE_LIMITED, QUOTA_USED_UP, LIMITS_UNAVAILABLE -> LIMITS;
            case EXPECTATION_UNKNOWN, BODY_TOO_LARGE, LOOP_DETECTED, NO_UPSTREAM, UPSTREAM_BUSY, UPSTREAM_UNREACHABLE, UPSTREAM_ADDRESS_REFUSED, UPSTREAM_BROKE_OFF, UPSTREAM_ANSWER_UNFIT, UPSTREAMS_EJECTED,
                    UPSTREAM_CONNECT_TIMEOUT, UPSTREAM_TIMEOUT -> UPSTREAM;
        };
    }
}
