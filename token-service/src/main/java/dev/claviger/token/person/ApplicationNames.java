package dev.claviger.token.person;

import dev.claviger.contract.ClientId;
import dev.claviger.contract.Fields;
import dev.claviger.contract.application.Application;
import dev.claviger.contract.application.ApplicationAnswer;
import dev.claviger.token.consent.Consent;
import dev.claviger.token.internal.CredentialService;
import dev.claviger.token.page.Problem;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.jboss.logging.Logger;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What the applications are called that somebody has allowed something. */
@ApplicationScoped
class ApplicationNames {

    private static final Logger LOG = Logger.getLogger(ApplicationNames.class);
    private static final String PATH = "/internal/applications";

    private final CredentialService credentialService;

    @Inject
    ApplicationNames(CredentialService credentialService) {
        this.credentialService = credentialService;
    }

    /** Without those that are gone. */
    Future<Map<ClientId, String>> of(List<Consent> consents) {
        Set<ClientId> clients = consents.stream().map(Consent::client).collect(Collectors.toSet());
        Map<ClientId, String> names = new LinkedHashMap<>();
        return Future.all(clients.stream().map(client -> find(client).onSuccess(found -> found.ifPresent(one -> names.put(client, one.name())))).toList())
                .<Map<ClientId, String>>map(all -> names).recover(ApplicationNames::unanswered);
    }

    private Future<Optional<Application>> find(ClientId client) {
        return credentialService.post(PATH, new JsonObject().put("client_id", client.value()))
                .map(answer -> ApplicationAnswer.of(new Fields(answer.toJsonObject().getMap())).application());
    }

    private static Future<Map<ClientId, String>> unanswered(Throwable failure) {
        LOG.warnf("Applications cannot be looked up: %s", failure.getMessage());
        return Future.failedFuture(Problem.temporarilyUnavailable());
    }
}
