package dev.claviger.token.client;

import dev.claviger.contract.ClientVerification;
import dev.claviger.contract.Fields;
import dev.claviger.token.error.OAuthException;
import dev.claviger.token.internal.CredentialService;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.jboss.logging.Logger;

/** Asks credential-service. */
@ApplicationScoped
class VerificationCall {

    private static final Logger LOG = Logger.getLogger(VerificationCall.class);
    private static final String PATH = "/internal/client-verifications";

    private final CredentialService credentialService;

    @Inject
    VerificationCall(CredentialService credentialService) {
        this.credentialService = credentialService;
    }

    /** Fails with temporarily_unavailable whatever goes wrong: not knowing is never a no. */
    Future<ClientVerification> ask(Question question) {
        JsonObject message = new JsonObject().put("client_id", question.client().value());
        question.secret().ifPresent(secret -> message.put("client_secret", secret.reveal()));
        return credentialService.post(PATH, message)
                .map(answer -> ClientVerification.of(new Fields(answer.toJsonObject().getMap())))
                .recover(failure -> unanswered(failure));
    }

    private static Future<ClientVerification> unanswered(Throwable failure) {
        LOG.warnf("Cannot verify a client: %s", failure.getMessage());
        return Future.failedFuture(OAuthException.temporarilyUnavailable());
    }
}
