package dev.claviger.contract.refusal;

import static dev.claviger.contract.refusal.Mender.ADMINISTRATOR;
import static dev.claviger.contract.refusal.Mender.API;
import static dev.claviger.contract.refusal.Mender.APPLICATION;
import static dev.claviger.contract.refusal.Mender.OPERATOR;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Why the gateway refused a request: what that means and how to mend it, each in words that go on from a colon. */
public enum RefusalReason {
    NOT_READY(OPERATOR, "the gateway had just started and did not know the installation yet", "wait until /q/health/ready says ready; its data says what of snapshot, keys and routes is missing"),
    FEED_STALE(OPERATOR, "the gateway could not be sure that nothing had been revoked meanwhile",
            "the gateway hears nothing from credential-service: restore that connection (claviger.internal.url, claviger.internal.key)"),
    INTERNAL(OPERATOR, "something went wrong in the gateway itself", "a defect: look for the request id in the gateway's log, and report it"),
    MALFORMED_TARGET(APPLICATION, "the path could be read in more than one way", "send an absolute path without empty or dot segments, encoded slashes, backslashes, semicolons or control characters"),
    MALFORMED_HOST(APPLICATION, "the host could be read in more than one way", "send exactly one Host, a name with or without a port"),
    MALFORMED_REQUEST(APPLICATION, "the request could be read in more than one way", "send headers by RFC 9110, and a body with Content-Length or Transfer-Encoding: chunked, not both"),
    METHOD_NOT_SUPPORTED(APPLICATION, "the method is none that resources have", "use a method that resources have"),
    TARGET_TOO_LONG(APPLICATION, "the address was too long", "shorten it; the bounds are the gateway's settings"),
    HEADERS_TOO_LARGE(APPLICATION, "the headers were too large", "shorten them; the bounds are the gateway's settings"),
    REQUEST_TIMEOUT(APPLICATION, "the request took too long to arrive", "send the request faster; the bounds are the gateway's settings"),
    HOST_UNKNOWN(OPERATOR, "no environment has the host that was called", "add the host to an environment (PUT /admin/v1/tenants/…/environments/…), or call a host that has one"),
    PATH_UNKNOWN(APPLICATION, "no route is for the path that was called", "declare a route for the path, or correct the path; what is not declared is refused"),
    METHOD_NOT_ALLOWED(APPLICATION, "the route does not take the method", "use a method the route declares, or declare this one; a token path takes POST alone"),
    NO_TOKEN(APPLICATION, "no access token was sent", "send the token as 'Authorization: Bearer …'; elsewhere none is looked for"),
    TOKEN_SENT_TWICE(APPLICATION, "the access token was sent more than once", "send one Authorization header, and no access_token in the query"),
    TOKEN_MALFORMED(APPLICATION, "what was sent is no access token", "send an access token as the token endpoint gave it: an ID token, a refresh token or part of one is none"),
    TOKEN_ISSUER_WRONG(APPLICATION, "the token is from somewhere else", "ask this installation's token endpoint; or correct claviger.issuer, which must be the token's 'iss' exactly"),
    TOKEN_KEY_UNKNOWN(APPLICATION, "the token is signed with a key that is none of the issuer's",
            "ask for a new token; if that fails too, the gateway reads other keys than the issuer signs with (claviger.jwks-url)"),
    TOKEN_SIGNATURE_WRONG(APPLICATION, "the token's signature is wrong", "ask for a new token: this one was altered, or signed by somebody else"),
    KEYS_UNAVAILABLE(OPERATOR, "the keys that tokens are held against could not be read", "the issuer's keys cannot be read: make claviger.jwks-url reachable"),
    TOKEN_NOT_YET_VALID(OPERATOR, "the token is from the future", "set the clocks of the issuer's and the gateway's machines: they are more than 5 seconds apart"),
    TOKEN_LIFETIME_TOO_LONG(ADMINISTRATOR, "the token lives longer than the gateway believes any", "shorten the application's access_token_lifetime, or raise claviger.tokens.max-access-token-lifetime"),
    TOKEN_EXPIRED(APPLICATION, "the access token was too old", "ask for a new token; applications should do so before 'expires_in' is over"),
    TOKEN_REVOKED(ADMINISTRATOR, "somebody has ended the token, its secret, or the application", "ask for a new token, if the application may have one still; who revoked, and why, is in the audit"),
    API_KEY_MISSING(APPLICATION, "an API key is demanded here beside the token, and none was sent", "send the application's API key as x-api-key: environment or route demands one"),
    API_KEY_SENT_TWICE(APPLICATION, "the API key was sent more than once", "send one x-api-key"),
    API_KEY_MALFORMED(APPLICATION, "what was sent is no API key", "send an API key that lives; issue one under the application's api-keys"),
    API_KEY_WRONG(APPLICATION, "the API key is wrong, or was deleted", "send an API key that lives; issue one under the application's api-keys"),
    API_KEYS_UNAVAILABLE(OPERATOR, "API keys could not be looked up", "credential-service does not answer whose key it is: restore it, or wait"),
    TENANT_WRONG(APPLICATION, "the token is another tenant's", "call a host of the token's tenant, or use an application of the host's"),
    ENVIRONMENT_WRONG(APPLICATION, "the token is for another environment", "call a host of the token's environment, or use an application of the host's"),
    AUDIENCE_WRONG(APPLICATION, "the token is for something else than this API", "ask for a new token: the environment's audience was changed, or the token is for the admin API"),
    API_KEY_OF_ANOTHER(APPLICATION, "the API key is another application's", "send the API key of the application whose token it is"),
    SCOPE_MISSING(ADMINISTRATOR, "the token lacks a scope that the route needs",
            "ask for a token with the scopes the route needs; register the application for them if it is not; or change the route"),
    RATE_LIMITED(APPLICATION, "there were too many requests at once", "wait as long as Retry-After says, or raise the limit of environment, application or route"),
    QUOTA_USED_UP(APPLICATION, "there were more requests than are allowed in so long a time", "wait as long as Retry-After says, or raise the limit of environment, application or route"),
    LIMITS_UNAVAILABLE(OPERATOR, "it was not known whether limits leave room", "restore the store of the limits"),
    EXPECTATION_UNKNOWN(APPLICATION, "the request expects what nobody here can do", "expect nothing but 100-continue"),
    BODY_TOO_LARGE(APPLICATION, "the body was too large", "send less, or raise the gateway's bound for bodies"),
    LOOP_DETECTED(OPERATOR, "the request came back to the gateway", "the environment's upstream leads back to the gateway: correct its upstreams"),
    NO_UPSTREAM(ADMINISTRATOR, "the environment has no upstream to pass requests to", "give the environment an upstream"),
    UPSTREAM_BUSY(API, "the API behind the gateway had its hands full", "the upstream takes no more at once: make it faster, or raise the bounds of the gateway's connections"),
    UPSTREAM_UNREACHABLE(API, "the API behind the gateway could not be reached", "make the upstream reachable from the gateway, or correct the environment's upstreams"),
    UPSTREAM_CONNECT_TIMEOUT(API, "the API behind the gateway took no connection", "make the upstream reachable from the gateway, or correct the environment's upstreams"),
    UPSTREAM_ADDRESS_REFUSED(OPERATOR, "the environment's upstream has an address where none may be", "no upstream may have this address; name it in claviger.upstream.allowed-networks if it is meant"),
    UPSTREAM_BROKE_OFF(API, "the API behind the gateway broke off instead of answering", "the upstream closed the connection instead of answering: look into its log"),
    UPSTREAM_ANSWER_UNFIT(API, "the API behind the gateway answered what cannot be passed on", "the upstream's answer is no HTTP that can be passed on: correct the upstream"),
    UPSTREAMS_EJECTED(API, "everything behind the gateway had failed of late", "all upstreams of the environment failed of late: restore one; it is tried again by itself"),
    UPSTREAM_TIMEOUT(API, "the API behind the gateway did not answer in time", "the upstream is too slow: make it faster, or raise claviger.upstream.response-timeout");

    private static final Map<String, RefusalReason> BY_LABEL = Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(RefusalReason::label, Function.identity()));

    private final Mender mender;
    private final String meaning;
    private final String remedy;

    RefusalReason(Mender mender, String meaning, String remedy) {
        this.mender = mender;
        this.meaning = meaning;
        this.remedy = remedy;
    }

    /** Empty for the reason of another release. */
    public static Optional<RefusalReason> of(String label) {
        return Optional.ofNullable(BY_LABEL.get(label));
    }

    /** How log, metric and facts name it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Who is the first to ask. */
    public Mender mender() {
        return mender;
    }

    public String meaning() {
        return meaning;
    }

    public String remedy() {
        return remedy;
    }
}
