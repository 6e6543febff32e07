package dev.claviger.credential.console.application;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;

import dev.claviger.contract.ClientId;
import dev.claviger.contract.EnvironmentName;
import dev.claviger.contract.Identifiers;
import dev.claviger.contract.TenantId;
import dev.claviger.contract.person.Person;
import dev.claviger.credential.apikey.ApiKeys;
import dev.claviger.credential.application.ClientList;
import dev.claviger.credential.application.ClientView;
import dev.claviger.credential.application.Clients;
import dev.claviger.credential.console.page.FieldErrors;
import dev.claviger.credential.console.page.Frame;
import dev.claviger.credential.console.page.Room;
import dev.claviger.credential.console.session.Operator;
import dev.claviger.credential.download.Downloads;
import dev.claviger.credential.download.IssuedSecret;
import dev.claviger.credential.edge.PageRequest;
import dev.claviger.credential.edge.Tagged;
import dev.claviger.credential.narrowing.ScopeUsages;
import dev.claviger.credential.problem.Problem;
import dev.claviger.credential.rotation.SecretView;
import dev.claviger.credential.rotation.Secrets;
import dev.claviger.pages.ShownName;
import io.smallrye.mutiny.Uni;

/** Reads all that the page of one application shows. */
@Singleton
public class ApplicationView {

    private static final String PLACE_OF_THE_SECRET = "CLIENT_SECRET";
    private static final String LARGEST = "500";

    private final Clients clients;
    private final ClientList list;
    private final Secrets secrets;
    private final ApiKeys keys;
    private final Catalogues catalogues;
    private final Downloads downloads;
    private final ScopeUsages usages;
    private final Operator operator;

    ApplicationView(Clients clients, ClientList list, Secrets secrets, ApiKeys keys, Catalogues catalogues, Downloads downloads, ScopeUsages usages, Operator operator) {
        this.clients = clients;
        this.list = list;
        this.secrets = secrets;
        this.keys = keys;
        this.catalogues = catalogues;
        this.downloads = downloads;
        this.usages = usages;
        this.operator = operator;
    }

    public static String path(TenantId tenant, ClientId id) {
        return Room.APPLICATIONS.path(tenant) + "/" + id;
    }

    public Uni<Tagged<ClientView>> client(ClientId id) {
        return clients.look(operator.tenant(), id);
    }

    public Uni<Evidence> evidence(ClientView client) {
        return secretsAfter(new ClientId(client.clientId()), null, new ArrayList<>()).map(all -> Evidence.of(client, all));
    }

    /** What would miss it, should it end. */
    public Uni<NeededScopes> needed(ClientId id) {
        return usages.of(operator.tenant(), id, Optional.empty()).map(NeededScopes::new);
    }

    private Uni<List<SecretView>> secretsAfter(ClientId id, String cursor, List<SecretView> found) {
        return secrets.list(operator.tenant(), id, PageRequest.of(LARGEST, cursor)).chain(page -> {
            found.addAll(page.items());
            return page.next() == null ? Uni.createFrom().item(found) : secretsAfter(id, page.next(), found);
        });
    }

    /** @param refused what was wrong with a form on the page; nothing when it is only looked at */
    public Uni<ApplicationPage.Detail> detail(ClientId id, String said, FieldErrors refused) {
        return client(id).chain(client -> evidence(client.view())
                .chain(evidence -> keys.list(operator.tenant(), id, PageRequest.of(LARGEST, null))
                        .chain(known -> catalogues.scopes()
                                .chain(scopes -> curl(client.view())
                                        .map(curl -> new ApplicationPage.Detail(Frame.of(operator, Room.APPLICATIONS), ShownName.of(client.view().name()), said, path(operator.tenant(), id),
                                                client.view(), ApplicationPage.Kind.of(client.view()), client.tag().value(), evidence.badge(list.soon()), rows(evidence.live(), id), rows(evidence.past(), id),
                                                ApplicationPage.ScopeRow.of(client.view(), scopes), known.items(), curl, Identifiers.newTokenId(), refused))))));
    }

    private List<ApplicationPage.SecretRow> rows(List<SecretView> shown, ClientId id) {
        return shown.stream().map(secret -> ApplicationPage.SecretRow.of(secret, path(operator.tenant(), id), list.soon())).toList();
    }

    /** Nothing for an application that asks for no token by itself, or whose environment is gone. */
    private Uni<String> curl(ClientView client) {
        return handover(client, PLACE_OF_THE_SECRET).map(handover -> handover.map(Downloads.Handover::curl).orElse(""));
    }

    /** What can be done with a secret; empty for a client that obtains no token with it alone, or whose environment is gone. */
    public Uni<Optional<Downloads.Handover>> handover(ClientView client, String secret) {
        if (!client.grantTypes().contains("client_credentials")) {
            return Uni.createFrom().item(Optional.empty());
        }
        IssuedSecret issued = new IssuedSecret(operator.tenant(), new EnvironmentName(client.environment()), new ClientId(client.clientId()), client.name(), secret);
        List<String> scopes = client.scopes().stream().filter(scope -> !Person.OF_EVERY_PERSON.contains(scope)).toList();
        return downloads.handover(issued, scopes).map(Optional::of).onFailure(Problem.class).recoverWithItem(Optional.empty());
    }
}
