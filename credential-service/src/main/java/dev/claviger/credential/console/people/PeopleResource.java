package dev.claviger.credential.console.people;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;

import dev.claviger.contract.TenantId;
import dev.claviger.credential.account.directory.ListedPerson;
import dev.claviger.credential.account.directory.PersonList;
import dev.claviger.credential.account.directory.PersonState;
import dev.claviger.credential.account.guess.GuessKey;
import dev.claviger.credential.account.guess.GuessKeys;
import dev.claviger.credential.account.guess.Guesses;
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

/** A tenant's people: who is there, and who has not come yet. */
@Path("/console/{tenant}/people")
public class PeopleResource {

    private final PersonList people;
    private final GuessKeys keys;
    private final Guesses guesses;
    private final Operator operator;

    PeopleResource(PersonList people, GuessKeys keys, Guesses guesses, Operator operator) {
        this.people = people;
        this.keys = keys;
        this.guesses = guesses;
        this.operator = operator;
    }

    @GET
    public Uni<Response> list(@QueryParam("search") String typed, @QueryParam("state") String asked, @QueryParam("after") String after, @QueryParam("done") String done) {
        Optional<String> search = PageRequest.given(typed).map(String::strip).filter(text -> !text.isEmpty() && text.indexOf('\0') < 0);
        Optional<PersonState> state = PersonState.asked(asked);
        TenantId tenant = operator.tenant();
        return people.page(tenant, search, state, PageRequest.given(after))
                .chain(page -> guesses.waits(page.items().stream().map(person -> keys.ofStrangers(tenant, person.username())).toList())
                        .map(waits -> Pages.show(people(search.orElse(""), state, PageRequest.given(after).isPresent(), Done.said(done), page, waits))));
    }

    private People people(String search, Optional<PersonState> state, boolean isLater, String said, Page<ListedPerson> page, Map<GuessKey, Instant> waits) {
        String path = Room.PEOPLE.path(operator.tenant());
        return new People(Frame.of(operator, Room.PEOPLE), "People", said, path, search, state.map(PersonState::parameter).orElse(""), states(path, search, state),
                page.items().stream().map(person -> Line.of(person, path, waits.containsKey(keys.ofStrangers(operator.tenant(), person.username())))).toList(),
                isLater ? address(path, search, state, "") : "", page.next() == null ? "" : address(path, search, state, page.next()));
    }

    private static List<StateLink> states(String path, String search, Optional<PersonState> current) {
        return Stream.concat(Stream.of(new StateLink("All", address(path, search, Optional.empty(), ""), current.isEmpty())),
                Arrays.stream(PersonState.values()).map(state -> new StateLink(label(state), address(path, search, Optional.of(state), ""), current.filter(state::equals).isPresent()))).toList();
    }

    private static String address(String path, String search, Optional<PersonState> state, String after) {
        return Addresses.of(path, "search", search, "state", state.map(PersonState::parameter).orElse(""), "after", after);
    }

    private static String label(PersonState state) {
        return switch (state) {
            case ACTIVE -> "Active";
            case INVITED -> "Not signed in yet";
            case DISABLED -> "Disabled";
        };
    }

    /** @param later the next page; empty on the last. {@code first} is empty on the first */
    record People(Frame frame, String title, String said, String path, String search, String state, List<StateLink> states, List<Line> lines, String first, String later)
            implements TemplateInstance {
    }

    /** One of the filters. */
    record StateLink(String text, String path, boolean isCurrent) {
    }

    /** One person. */
    record Line(String path, String name, String under, String role, Badge badge, boolean isLocked, Optional<Instant> signedInAt) {

        static Line of(ListedPerson person, String path, boolean isLocked) {
            String under = Stream.of(person.name().map(name -> person.username()), person.email().filter(email -> !email.equals(person.username()))).flatMap(Optional::stream)
                    .map(ShownName::of).reduce((some, more) -> some + " · " + more).orElse("");
            return new Line(path + "/" + person.id(), ShownName.of(person.shownName()), under, Badge.role(person.role()), Badge.of(person.state(), person.invitedUntil()), isLocked,
                    person.signedInAt());
        }
    }
}
