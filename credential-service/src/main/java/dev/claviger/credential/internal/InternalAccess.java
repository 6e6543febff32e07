package dev.claviger.credential.internal;

import static dev.claviger.credential.internal.InternalRole.GATEWAY;
import static dev.claviger.credential.internal.InternalRole.TOKEN_SERVICE;
import static java.util.Map.entry;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import dev.claviger.credential.problem.Problem;
import dev.claviger.credential.problem.ProblemRoutes;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * Stands before everything under {@code /internal}, whoever serves it, and says in one table which role may make which
 * call. What the table does not name is not served.
 */
@ApplicationScoped
public class InternalAccess {

    private static final int BEFORE_ALL_OTHERS = -10_000;
    private static final Map<String, Set<InternalRole>> MAY_CALL = Map.ofEntries(
            entry("/internal/snapshot", Set.of(GATEWAY, TOKEN_SERVICE)),
            entry("/internal/events", Set.of(GATEWAY, TOKEN_SERVICE)),
            entry("/internal/usage", Set.of(GATEWAY, TOKEN_SERVICE)),
            entry("/internal/api-key-verifications", Set.of(GATEWAY, TOKEN_SERVICE)),
            entry("/internal/applications", Set.of(TOKEN_SERVICE)),
            entry("/internal/application-names", Set.of(TOKEN_SERVICE)),
            entry("/internal/origins", Set.of(TOKEN_SERVICE)),
            entry("/internal/client-verifications", Set.of(TOKEN_SERVICE)),
            entry("/internal/grant-verifications", Set.of(TOKEN_SERVICE)),
            entry("/internal/revocations", Set.of(TOKEN_SERVICE)),
            entry("/internal/person-verifications", Set.of(TOKEN_SERVICE)),
            entry("/internal/people", Set.of(TOKEN_SERVICE)),
            entry("/internal/password-resets", Set.of(TOKEN_SERVICE)),
            entry("/internal/password-links", Set.of(TOKEN_SERVICE)),
            entry("/internal/passwords", Set.of(TOKEN_SERVICE)),
            entry("/internal/one-time-passwords", Set.of(TOKEN_SERVICE)),
            entry("/internal/identity-providers", Set.of(TOKEN_SERVICE)),
            entry("/internal/external-sign-ins", Set.of(TOKEN_SERVICE)));

    private final RoleKeys keys;
    private final ProblemRoutes problems;

    InternalAccess(RoleKeys keys, ProblemRoutes problems) {
        this.keys = keys;
        this.problems = problems;
    }

    void register(@Observes Router router) {
        router.route().order(BEFORE_ALL_OTHERS).handler(this::admit);
    }

    private void admit(RoutingContext request) {
        if (!request.normalizedPath().startsWith("/internal")) {
            request.next();
            return;
        }
        Optional<Problem> refusal = refusalOf(request);
        refusal.ifPresentOrElse(problem -> problems.answer(request, problem), request::next);
    }

    private Optional<Problem> refusalOf(RoutingContext request) {
        Optional<InternalRole> role = keys.roleOf(request.request().headers().getAll(HttpHeaders.AUTHORIZATION));
        role.ifPresent(known -> known.put(request));
        Set<InternalRole> admitted = MAY_CALL.get(request.normalizedPath());
        if (role.isEmpty()) {
            return Optional.of(Problem.internalKeyRefused());
        }
        if (admitted == null) {
            return Optional.of(Problem.notFound("resource"));
        }
        return admitted.contains(role.get()) ? Optional.empty() : Optional.of(Problem.forbidden("This call is not for the role " + role.get()));
    }
}
