package dev.claviger.credential.admin;

import java.util.List;

import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;

import org.jboss.resteasy.reactive.server.ServerRequestFilter;

import dev.claviger.contract.AccessTokenClaims;
import dev.claviger.contract.Scopes;
import dev.claviger.credential.problem.Problem;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;

/** Stands before every resource of the admin API. */
@Singleton
public class AdminAuthentication {

    private final AdminTokens tokens;
    private final LiveTokens live;
    private final CallerAddress addresses;
    private final AdminRequest admin;

    AdminAuthentication(AdminTokens tokens, LiveTokens live, CallerAddress addresses, AdminRequest admin) {
        this.tokens = tokens;
        this.live = live;
        this.addresses = addresses;
        this.admin = admin;
    }

    @ServerRequestFilter
    public Uni<Void> authenticate(ContainerRequestContext request, HttpServerRequest http) {
        if (!request.getUriInfo().getPath().startsWith("/admin/")) {
            return Uni.createFrom().voidItem();
        }
        String address = addresses.of(http);
        return tokens.verify(bearerToken(request.getHeaders().get(HttpHeaders.AUTHORIZATION)))
                .call(live::require)
                .invoke(AdminAuthentication::requireAdministrator)
                .invoke(token -> admin.authenticated(AdminCaller.ofToken(token, address)))
                .replaceWithVoid();
    }

    /** RFC 6750 §2.1, and only that: a token in the query string would end in logs. */
    private static String bearerToken(List<String> authorization) {
        if (authorization == null || authorization.size() != 1 || !authorization.get(0).regionMatches(true, 0, "Bearer ", 0, 7)) {
            throw Problem.unauthenticated();
        }
        return authorization.get(0).substring(7).trim();
    }

    private static void requireAdministrator(AccessTokenClaims token) {
        if (!token.scopes().contains(Scopes.ADMIN) && !token.scopes().contains(Scopes.TENANT)) {
            throw Problem.insufficientScope(Scopes.TENANT);
        }
    }
}
