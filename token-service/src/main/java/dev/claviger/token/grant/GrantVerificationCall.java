package dev.claviger.token.grant;

import dev.claviger.contract.ClientVerification;
import dev.claviger.contract.Fields;
import dev.claviger.contract.GrantQuestion;
import dev.claviger.token.error.OAuthException;
import dev.claviger.token.internal.CredentialService;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.jboss.logging.Logger;

/** Asks credential-service. */
@ApplicationScoped
class GrantVerificationCall {

    private static final Logger LOG = Logger.getLogger(GrantVerificationCall.class);
    private static final String PATH = "/internal/grant-verifications";

    private final CredentialService credentialService;

    @Inject
    GrantVerificationCall(CredentialService credentialService) {
        this.credentialService = credentialService;
    }

    /** Fails with temporarily_unavailable whatever goes wrong: not knowing is never a no. */
    Future<ClientVerification> ask(GrantQuestion question) {
        return credentialService.post(PATH, new JsonObject(question.toFields()))
                .map(answer -> ClientVerification.of(new Fields(answer.toJsonObject().getMap())))
                .recover(GrantVerificationCall::unanswered);
    }

    private static Future<ClientVerification> unanswered(Throwable failure) {
        LOG.warnf("Cannot verify a grant: %s", failure.getMessage());
        return Future.failedFuture(OAuthException.temporarilyUnavailable());
    }
}
