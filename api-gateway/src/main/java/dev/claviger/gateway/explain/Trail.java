package dev.claviger.gateway.explain;

import dev.claviger.gateway.authenticate.VerifiedToken;
import dev.claviger.gateway.decide.Inquiry;
import dev.claviger.gateway.follow.Environment;
import dev.claviger.gateway.refuse.Refusal;
import dev.claviger.gateway.refuse.Refused;
import dev.claviger.gateway.route.CanonicalRequest;
import dev.claviger.gateway.route.Route;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;

/** A question as the decision sees it, and how far that came. */
final class Trail implements Inquiry {

    private static final int MOST_DECISIONS = 6;

    private final Question question;
    private final MultiMap headers = MultiMap.caseInsensitiveMultiMap();
    private CanonicalRequest asked;
    private Environment environment;
    private Route route;
    private VerifiedToken token;
    private int decisions;

    Trail(Question question) {
        this.question = question;
        question.token().ifPresent(text -> headers.add(HttpHeaders.AUTHORIZATION, "Bearer " + text));
        question.apiKey().ifPresent(key -> headers.add("x-api-key", key));
    }

    @Override
    public CanonicalRequest canonical() {
        asked = CanonicalRequest.of(HttpMethod.valueOf(question.method()), question.host(), question.target());
        return asked;
    }

    @Override
    public MultiMap headers() {
        return headers;
    }

    /** Connections are not asked about. */
    @Override
    public String serverName() {
        return null;
    }

    @Override
    public Environment found(Environment found) {
        environment = found;
        return found;
    }

    @Override
    public Route found(Route matched) {
        route = matched;
        return matched;
    }

    @Override
    public VerifiedToken found(VerifiedToken verified) {
        token = verified;
        return verified;
    }

    @Override
    public Inquiry again() {
        if (++decisions == MOST_DECISIONS) {
            throw new Refused(Refusal.API_KEYS_UNAVAILABLE);
        }
        return this;
    }

    Question question() {
        return question;
    }

    /** Null while, or when, it was not reached; so are the others. */
    CanonicalRequest asked() {
        return asked;
    }

    Environment environment() {
        return environment;
    }

    Route route() {
        return route;
    }

    VerifiedToken token() {
        return token;
    }

    /** Whether host, path and route were found, and none of them asks for a token. */
    boolean needsNoToken() {
        return environment != null && asked != null && environment.isTokenPath(asked.path()) || route != null && route.isPublic();
    }
}
