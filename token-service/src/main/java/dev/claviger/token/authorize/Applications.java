package dev.claviger.token.authorize;

import dev.claviger.contract.ClientId;
import dev.claviger.contract.Fields;
import dev.claviger.contract.application.ApplicationAnswer;
import dev.claviger.feed.View;
import dev.claviger.token.client.Validity;
import dev.claviger.token.error.OAuthException;
import dev.claviger.token.follow.AccessFeed;
import dev.claviger.token.follow.AccessState;
import dev.claviger.token.internal.CredentialService;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.jboss.logging.Logger;

/** Clients by their identifier alone, as credential-service knows them. */
@ApplicationScoped
public class Applications {

    private static final Logger LOG = Logger.getLogger(Applications.class);
    private static final String PATH = "/internal/applications";
    /** As for secrets: a second try is due when an event and the answer crossed. */
    private static final int ATTEMPTS = 4;

    private final CredentialService credentialService;
    private final AccessFeed feed;

    @Inject
    Applications(CredentialService credentialService, AccessFeed feed) {
        this.credentialService = credentialService;
        this.feed = feed;
    }

    /** Fails with temporarily_unavailable whatever goes wrong, and while the feed is stale: not knowing is never a no. */
    public Future<ApplicationAnswer> find(ClientId client) {
        return Future.succeededFuture(client).compose(asked -> ask(asked, ATTEMPTS));
    }

    private Future<ApplicationAnswer> ask(ClientId client, int attempts) {
        feed.fresh();
        return credentialService.post(PATH, new JsonObject().put("client_id", client.value()))
                .map(answer -> ApplicationAnswer.of(new Fields(answer.toJsonObject().getMap())))
                .recover(Applications::unanswered)
                .compose(answer -> judge(answer, client, attempts));
    }

    /** The view is read after the answer: an event that arrived meanwhile has to count. */
    private Future<ApplicationAnswer> judge(ApplicationAnswer answer, ClientId client, int attempts) {
        View<AccessState> now = feed.fresh();
        if (Validity.holds(answer, client, now)) {
            return Future.succeededFuture(answer);
        }
        return attempts > 1 ? ask(client, attempts - 1) : Future.failedFuture(OAuthException.temporarilyUnavailable());
    }

    private static Future<ApplicationAnswer> unanswered(Throwable failure) {
        LOG.warnf("Cannot look up a client: %s", failure.getMessage());
        return Future.failedFuture(OAuthException.temporarilyUnavailable());
    }
}
