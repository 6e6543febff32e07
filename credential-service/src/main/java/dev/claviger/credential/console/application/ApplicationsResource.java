package dev.claviger.credential.console.application;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;

import dev.claviger.credential.application.ClientList;
import dev.claviger.credential.application.ClientState;
import dev.claviger.credential.application.ListedClient;
import dev.claviger.credential.console.page.Addresses;
import dev.claviger.credential.console.page.Frame;
import dev.claviger.credential.console.page.Pages;
import dev.claviger.credential.console.page.Room;
import dev.claviger.credential.console.session.Operator;
import dev.claviger.credential.edge.Page;
import dev.claviger.credential.edge.PageRequest;
import dev.claviger.pages.ShownName;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;

/** A tenant's applications: who is there, and who needs somebody's attention. */
@Path("/console/{tenant}/applications")
public class ApplicationsResource {

    private final ClientList clients;
    private final Operator operator;

    ApplicationsResource(ClientList clients, Operator operator) {
        this.clients = clients;
        this.operator = operator;
    }

    @GET
    public Uni<Response> list(@QueryParam("search") String typed, @QueryParam("state") String asked, @QueryParam("after") String after, @QueryParam("done") String done) {
        Optional<String> search = PageRequest.given(typed).map(String::strip).filter(text -> !text.isEmpty() && text.indexOf('\0') < 0);
        Optional<ClientState> state = ClientState.asked(asked);
        return clients.page(operator.tenant(), search, state, PageRequest.given(after))
                .map(page -> Pages.show(applications(search.orElse(""), state, PageRequest.given(after).isPresent(), Done.said(done), page)));
    }

    private Applications applications(String search, Optional<ClientState> state, boolean isLater, String said, Page<ListedClient> page) {
        String path = Room.APPLICATIONS.path(operator.tenant());
        Instant soon = clients.soon();
        return new Applications(Frame.of(operator, Room.APPLICATIONS), "Applications", said, path, search, state.map(ClientState::parameter).orElse(""), states(path, search, state),
                page.items().stream().map(client -> Line.of(client, path, client.state(soon))).toList(), isLater ? address(path, search, state, "") : "",
                page.next() == null ? "" : address(path, search, state, page.next()));
    }

    private static List<StateLink> states(String path, String search, Optional<ClientState> current) {
        return Stream.concat(Stream.of(new StateLink("All", address(path, search, Optional.empty(), ""), current.isEmpty())),
                Arrays.stream(ClientState.values()).map(state -> new StateLink(label(state), address(path, search, Optional.of(state), ""), current.filter(state::equals).isPresent()))).toList();
    }

    private static String address(String path, String search, Optional<ClientState> state, String after) {
        return Addresses.of(path, "search", search, "state", state.map(ClientState::parameter).orElse(""), "after", after);
    }

    static String label(ClientState state) {
        return switch (state) {
            case ACTIVE -> "Active";
            case EXPIRING -> "Expiring";
            case NEVER_USED -> "Never used";
            case DISABLED -> "Disabled";
        };
    }

    /** @param later the next page; empty on the last. {@code first} is empty on the first */
    record Applications(Frame frame, String title, String said, String path, String search, String state, List<StateLink> states, List<Line> lines, String first,
            String later) implements TemplateInstance {
    }

    /** One of the filters. */
    record StateLink(String text, String path, boolean isCurrent) {
    }

    /** One application. */
    record Line(String path, String name, String environment, String contact, String scopes, StateBadge badge, Optional<Instant> lastUsedAt) {

        static Line of(ListedClient client, String path, ClientState state) {
            return new Line(path + "/" + client.id(), ShownName.of(client.name()), client.environment(), client.contact().orElse(""),
                    client.scopes() + (client.scopes() == 1 ? " scope" : " scopes"), StateBadge.of(state, client.hasSecret(), client.endsAt()), client.lastUsedAt());
        }
    }
}
