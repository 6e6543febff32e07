package dev.claviger.gateway.explain;

import dev.claviger.contract.AccessTokenClaims;
import dev.claviger.contract.Revocation;
import dev.claviger.contract.Scopes;
import dev.claviger.gateway.authenticate.UnbelievedClaims;
import dev.claviger.gateway.follow.Environment;
import dev.claviger.gateway.follow.LiveSnapshot;
import dev.claviger.gateway.limit.Foreseen;
import dev.claviger.gateway.limit.count.Limit;
import dev.claviger.gateway.limit.count.Standing;
import dev.claviger.gateway.refuse.Refused;
import dev.claviger.gateway.route.Route;
import java.util.Optional;
import java.util.stream.Collectors;

/** What was found at each check, in words: the ids and scopes in the token, never the token. */
final class Details {

    private final Trail trail;
    private final Refused refused;
    private final String issuer;
    private final LiveSnapshot snapshots;
    private final Optional<AccessTokenClaims> claims;

    /** @param refused null when nothing was */
    Details(Trail trail, Refused refused, String issuer, LiveSnapshot snapshots) {
        this.trail = trail;
        this.refused = refused;
        this.issuer = issuer;
        this.snapshots = snapshots;
        this.claims = trail.question().token().flatMap(UnbelievedClaims::of);
    }

    String of(Check check) {
        return switch (check) {
            case GATEWAY -> "feed position " + snapshots.position();
            case FORM -> trail.asked() == null ? "" : trail.asked().method() + " " + trail.asked().path() + " for " + trail.asked().host();
            case HOST -> trail.environment() == null ? "" : name(trail.environment()) + (trail.needsNoToken() && trail.route() == null ? ", a token path" : "");
            case ROUTE -> trail.route() == null ? methods() : "'" + trail.route().id() + "' " + needs(trail.route());
            case ISSUER -> claims.map(token -> "it says " + token.issuer() + "; here it is " + issuer).orElse("");
            case TIMES -> claims.map(token -> "issued " + token.issuedAt() + ", for " + (token.expiresAt().getEpochSecond() - token.issuedAt().getEpochSecond()) + " s").orElse("");
            case EXPIRY -> claims.map(token -> "expires " + token.expiresAt()).orElse("");
            case REVOCATION -> claims.map(this::revocation).orElse("");
            case TENANT -> holder().orElse("");
            case AUDIENCE -> claims.map(token -> "it says " + token.audience() + expected()).orElse("");
            case SCOPES -> scopes();
            case LIMITS -> trail.foreseen() == null ? "" : limits(trail.foreseen());
            case UPSTREAM -> refused == null ? "there is one; it is not asked" : "";
            default -> "";
        };
    }

    private String methods() {
        return refused == null || refused.parameter() == null ? "" : "declared are " + refused.parameter();
    }

    private static String name(Environment environment) {
        return environment.tenant() + "/" + environment.name();
    }

    private static String needs(Route route) {
        return route.isPublic() ? "is public" : "needs " + route.alternatives().stream().map(Details::alternative).collect(Collectors.joining(", or "))
                + (route.requiresApiKey() ? "; and an API key" : "");
    }

    private static String alternative(Scopes scopes) {
        return scopes.isEmpty() ? "any token" : scopes.toString();
    }

    private String revocation(AccessTokenClaims token) {
        Optional<Revocation> revocation = snapshots.revocations().flatMap(all -> all.covering(token));
        return "jti " + token.tokenId() + " of client " + token.client() + ", issued at feed position " + token.position() + revocation.map(by ->
                ", ended at position " + by.position() + " by a revocation of " + by.target().toFields()).orElse("");
    }

    private Optional<String> holder() {
        return claims.map(token -> "it is for " + token.tenant() + "/" + token.environment())
                .or(() -> trail.question().client().map(client -> "the client is of " + client.tenant() + "/" + client.environment()))
                .map(held -> held + (trail.environment() == null ? "" : "; the host is of " + name(trail.environment())));
    }

    private String expected() {
        return trail.environment() == null ? "" : "; the environment has " + trail.environment().audience();
    }

    private static String limits(Foreseen foreseen) {
        return foreseen.standing().map(Details::standing).orElseGet(() -> "all replicas count in one store, which was not asked: " + foreseen.limits().stream()
                .map(Details::named).collect(Collectors.joining(", ")));
    }

    private static String standing(Standing standing) {
        return named(standing.limit()) + (standing.admitted() ? " leaves " + standing.remaining() + " more after it" : " has room again in " + standing.seconds() + " s")
                + ", as this replica counts";
    }

    private static String named(Limit limit) {
        return "'" + limit.key().scope().label() + "' of " + limit.rate().requests() + " per " + limit.rate().per();
    }

    private String scopes() {
        Optional<Scopes> held = claims.map(AccessTokenClaims::scopes).or(() -> trail.question().client().map(Question.Client::scopes));
        return held.map(scopes -> "held are " + (scopes.isEmpty() ? "none" : scopes) + (trail.route() == null ? "" : "; the route " + needs(trail.route()))).orElse("");
    }
}
