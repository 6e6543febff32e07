package dev.claviger.gateway.explain;

import dev.claviger.gateway.refuse.Refusal;

/** How to mend what was refused, for an operator. A new reason without a remedy does not compile. */
final class Remedy {

    private Remedy() {
    }

    static String of(Refusal refusal) {
        return switch (refusal) {
            case NOT_READY -> "wait until /q/health/ready says ready; its data says what of snapshot, keys and routes is missing";
            case FEED_STALE -> "the gateway hears nothing from credential-service: restore that connection (claviger.internal.url, claviger.internal.key)";
            case INTERNAL -> "a defect: look for the request id in the gateway's log, and report it";
            case MALFORMED_TARGET -> "send an absolute path without empty or dot segments, encoded slashes, backslashes, semicolons or control characters";
            case MALFORMED_HOST -> "send exactly one Host, a name with or without a port";
            case MALFORMED_REQUEST -> "send headers by RFC 9110, and a body with Content-Length or Transfer-Encoding: chunked, not both";
            case METHOD_NOT_SUPPORTED -> "use a method that resources have";
            case TARGET_TOO_LONG, HEADERS_TOO_LARGE -> "shorten it; the bounds are the gateway's settings";
            case REQUEST_TIMEOUT -> "send the request faster; the bounds are the gateway's settings";
            case HOST_UNKNOWN -> "add the host to an environment (PUT /admin/v1/tenants/…/environments/…), or call a host that has one";
            case PATH_UNKNOWN -> "declare a route for the path, or correct the path; what is not declared is refused";
            case METHOD_NOT_ALLOWED -> "use a method the route declares, or declare this one; a token path takes POST alone";
            case NO_TOKEN -> "send the token as 'Authorization: Bearer …'; elsewhere none is looked for";
            case TOKEN_SENT_TWICE -> "send one Authorization header, and no access_token in the query";
            case TOKEN_MALFORMED -> "send an access token as the token endpoint gave it: an ID token, a refresh token or part of one is none";
            case TOKEN_ISSUER_WRONG -> "ask this installation's token endpoint; or correct claviger.issuer, which must be the token's 'iss' exactly";
            case TOKEN_KEY_UNKNOWN -> "ask for a new token; if that fails too, the gateway reads other keys than the issuer signs with (claviger.jwks-url)";
            case TOKEN_SIGNATURE_WRONG -> "ask for a new token: this one was altered, or signed by somebody else";
            case KEYS_UNAVAILABLE -> "the issuer's keys cannot be read: make claviger.jwks-url reachable";
            case TOKEN_NOT_YET_VALID -> "set the clocks of the issuer's and the gateway's machines: they are more than 5 seconds apart";
            case TOKEN_LIFETIME_TOO_LONG -> "shorten the client's access_token_lifetime, or raise claviger.tokens.max-access-token-lifetime";
            case TOKEN_EXPIRED -> "ask for a new token; clients should do so before 'expires_in' is over";
            case TOKEN_REVOKED -> "ask for a new token, if the client may have one still; who revoked, and why, is in the audit";
            case API_KEY_MISSING -> "send the client's API key as x-api-key: environment or route demands one";
            case API_KEY_SENT_TWICE -> "send one x-api-key";
            case API_KEY_MALFORMED, API_KEY_WRONG -> "send an API key that lives; issue one under the client's api-keys";
            case API_KEYS_UNAVAILABLE -> "credential-service does not answer whose key it is: restore it, or wait";
            case TENANT_WRONG -> "call a host of the token's tenant, or use a client of the host's";
            case ENVIRONMENT_WRONG -> "call a host of the token's environment, or use a client of the host's";
            case AUDIENCE_WRONG -> "ask for a new token: the environment's audience was changed, or the token is for the admin API";
            case API_KEY_OF_ANOTHER -> "send the API key of the client whose token it is";
            case SCOPE_MISSING -> "ask for a token with the scopes the route needs; register the client for them if it is not; or change the route";
            case RATE_LIMITED, QUOTA_USED_UP -> "wait as long as Retry-After says, or raise the limit of environment, client or route";
            case LIMITS_UNAVAILABLE -> "restore the store of the limits";
            case EXPECTATION_UNKNOWN -> "expect nothing but 100-continue";
            case BODY_TOO_LARGE -> "send less, or raise the gateway's bound for bodies";
            case LOOP_DETECTED -> "the environment's upstream leads back to the gateway: correct its upstreams";
            case NO_UPSTREAM -> "give the environment an upstream";
            case UPSTREAM_BUSY -> "the upstream takes no more at once: make it faster, or raise the bounds of the gateway's connections";
            case UPSTREAM_UNREACHABLE, UPSTREAM_CONNECT_TIMEOUT -> "make the upstream reachable from the gateway, or correct the environment's upstreams";
            case UPSTREAM_ADDRESS_REFUSED -> "no upstream may have this address; name it in claviger.upstream.allowed-networks if it is meant";
            case UPSTREAM_BROKE_OFF -> "the upstream closed the connection instead of answering: look into its log";
            case UPSTREAM_ANSWER_UNFIT -> "the upstream's answer is no HTTP that can be passed on: correct the upstream";
            case UPSTREAMS_EJECTED -> "all upstreams of the environment failed of late: restore one; it is tried again by itself";
            case UPSTREAM_TIMEOUT -> "the upstream is too slow: make it faster, or raise claviger.upstream.response-timeout";
        };
    }
}
