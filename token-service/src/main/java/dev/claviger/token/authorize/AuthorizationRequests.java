package dev.claviger.token.authorize;

import dev.claviger.contract.ClientId;
import dev.claviger.contract.application.Application;
import dev.claviger.contract.application.ApplicationAnswer;
import dev.claviger.token.page.Problem;
import io.vertx.core.Future;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import java.util.Optional;

/** Where authorization requests come from: anew at each step of a flow, since nothing of them is kept. */
@ApplicationScoped
public class AuthorizationRequests {

    private final Applications applications;

    @Inject
    AuthorizationRequests(Applications applications) {
        this.applications = applications;
    }

    /**
     * The request that a form of ours carries along. Fails as {@link #read(AuthorizationPath, String)} does; for what is no
     * authorization request at all, with a {@link Problem}.
     *
     * @param pathAndQuery as {@link AuthorizationRequest#pathAndQuery()} wrote it
     */
    public Future<AuthorizationRequest> read(String pathAndQuery) {
        int mark = pathAndQuery.indexOf('?');
        Optional<AuthorizationPath> path = mark < 0 ? Optional.empty() : AuthorizationPath.of(pathAndQuery.substring(0, mark));
        return path.map(known -> read(known, pathAndQuery.substring(mark + 1)))
                .orElseGet(() -> Future.failedFuture(Problem.malformedRequest()));
    }

    /**
     * Fails with a {@link Problem} where it is not certain whose the redirect URI is, else with an {@link AuthorizationRefusal}; with
     * temporarily_unavailable when nobody can tell.
     *
     * @param encoded the parameters as a query string or form has them
     */
    public Future<AuthorizationRequest> read(AuthorizationPath path, String encoded) {
        try {
            return read(path, AuthorizationParameters.parse(encoded));
        } catch (IllegalArgumentException notEncoded) {
            return Future.failedFuture(Problem.malformedRequest());
        }
    }

    private Future<AuthorizationRequest> read(AuthorizationPath path, AuthorizationParameters parameters) {
        Optional<ClientId> client = parameters.text("client_id").filter(ClientId::isWellFormed).map(ClientId::new);
        if (client.isEmpty() || parameters.isRepeated("client_id")) {
            return Future.failedFuture(Problem.unknownApplication());
        }
        return applications.find(client.get()).map(answer -> judge(path, parameters, answer));
    }

    private static AuthorizationRequest judge(AuthorizationPath path, AuthorizationParameters parameters, ApplicationAnswer answer) {
        Application application = answer.application().orElseThrow(Problem::unknownApplication);
        return new RequestJudgement(path, parameters, application, answer.position()).judge();
    }
}
