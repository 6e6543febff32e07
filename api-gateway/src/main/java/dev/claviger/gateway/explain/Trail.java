package dev.claviger.gateway.explain;

import dev.claviger.gateway.authenticate.VerifiedToken;
import dev.claviger.gateway.decide.Inquiry;
import dev.claviger.gateway.decide.Rounds;
import dev.claviger.gateway.follow.Environment;
import dev.claviger.gateway.limit.Foreseen;
import dev.claviger.gateway.route.Route;
import dev.claviger.gateway.route.canonical.CanonicalRequest;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;

/** A question as the decision sees it, and how far that came. */
final class Trail implements Inquiry {

    private final Question question;
    private final MultiMap headers = MultiMap.caseInsensitiveMultiMap();
    private final Rounds rounds = new Rounds();
    private CanonicalRequest asked;
    private Environment environment;
    private Route route;
    private Foreseen foreseen;

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
        return verified;
    }

    Foreseen found(Foreseen limits) {
        foreseen = limits;
        return limits;
    }

    @Override
    public Inquiry again() {
        rounds.next();
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

    Foreseen foreseen() {
        return foreseen;
    }

    /** Whether host, path and route were found, and none of them asks for a token. */
    boolean needsNoToken() {
        return environment != null && asked != null && environment.isTokenPath(asked.path()) || route != null && route.isPublic();
    }
}
