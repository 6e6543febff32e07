package dev.claviger.token.person;

import dev.claviger.contract.ClientId;
import dev.claviger.token.consent.Consent;
import dev.claviger.token.internal.CredentialService;
import dev.claviger.token.page.Problem;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.jboss.logging.Logger;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the applications are called that somebody has allowed something. */
@ApplicationScoped
class ApplicationNames {

    private static final Logger LOG = Logger.getLogger(ApplicationNames.class);
    private static final String PATH = "/internal/application-names";
    /** The most that credential-service answers at once. */
    private static final int AT_ONCE = 500;

    private final CredentialService credentialService;

    @Inject
    ApplicationNames(CredentialService credentialService) {
        this.credentialService = credentialService;
    }

    /** Without those that are gone. One question, and for who has allowed very much one after the other. */
    Future<Map<ClientId, String>> of(List<Consent> consents) {
        return find(consents.stream().map(consent -> consent.client().value()).distinct().toList(), new LinkedHashMap<>()).recover(ApplicationNames::unanswered);
    }

    private Future<Map<ClientId, String>> find(List<String> clients, Map<ClientId, String> known) {
        if (clients.isEmpty()) {
            return Future.succeededFuture(known);
        }
        List<String> some = clients.subList(0, Math.min(AT_ONCE, clients.size()));
        return credentialService.post(PATH, new JsonObject().put("client_ids", new JsonArray(some))).compose(answer -> {
            answer.toJsonObject().getJsonObject("names").forEach(name -> known.put(new ClientId(name.getKey()), (String) name.getValue()));
            return find(clients.subList(some.size(), clients.size()), known);
        });
    }

    private static Future<Map<ClientId, String>> unanswered(Throwable failure) {
        LOG.warnf("Applications cannot be looked up: %s", failure.getMessage());
        return Future.failedFuture(Problem.temporarilyUnavailable());
    }
}
