package dev.claviger.credential.console.people;

import java.util.List;
import java.util.Optional;
import java.time.Instant;

import jakarta.inject.Singleton;

import dev.claviger.contract.PersonId;
import dev.claviger.contract.TenantId;
import dev.claviger.credential.account.directory.PersonAccess;
import dev.claviger.credential.account.directory.PersonAccesses;
import dev.claviger.credential.account.guess.GuessKey;
import dev.claviger.credential.account.guess.GuessKeys;
import dev.claviger.credential.account.guess.Guesses;
import dev.claviger.credential.account.person.People;
import dev.claviger.credential.account.person.PersonResource;
import dev.claviger.credential.account.person.PersonView;
import dev.claviger.credential.account.session.SessionsAndConsents;
import dev.claviger.credential.application.ClientNames;
import dev.claviger.credential.console.page.FieldErrors;
import dev.claviger.credential.console.page.Frame;
import dev.claviger.credential.console.page.Room;
import dev.claviger.credential.console.session.Operator;
import dev.claviger.credential.edge.Tagged;
import dev.claviger.credential.problem.Problem;
import io.smallrye.mutiny.Uni;

/** Reads all that the pages of one person show. */
@Singleton
public class PersonOverview {

    /** Of the applications that are named before a person ends. */
    private static final int NAMED = 11;

    private final People people;
    private final PersonAccesses accesses;
    private final SessionsAndConsents held;
    private final ClientNames clients;
    private final GuessKeys keys;
    private final Guesses guesses;
    private final Operator operator;

    PersonOverview(People people, PersonAccesses accesses, SessionsAndConsents held, ClientNames clients, GuessKeys keys, Guesses guesses, Operator operator) {
        this.people = people;
        this.accesses = accesses;
        this.held = held;
        this.clients = clients;
        this.keys = keys;
        this.guesses = guesses;
        this.operator = operator;
    }

    /** What no person can have as a number names nobody: 404. */
    static PersonId number(String id) {
        return PersonResource.number(id);
    }

    static String path(TenantId tenant, PersonId id) {
        return Room.PEOPLE.path(tenant) + "/" + id;
    }

    String path(PersonId id) {
        return path(operator.tenant(), id);
    }

    public Uni<Tagged<PersonView>> person(PersonId id) {
        return people.look(operator.tenant(), id);
    }

    /** Unknown while token-service does not answer: the rest is shown all the same. */
    Uni<Held> held(PersonId id) {
        TenantId tenant = operator.tenant();
        return Uni.combine().all().unis(held.sessions(tenant, id), held.consents(tenant, id)).asTuple()
                .chain(both -> clients.of(both.getItem2().stream().map(consent -> consent.clientId()).toList())
                        .map(names -> Held.of(both.getItem1(), both.getItem2(), names, path(id))))
                .onFailure(Problem.class).recoverWithItem(Held.UNKNOWN);
    }

    Uni<PersonEvidence> evidence(Tagged<PersonView> person) {
        PersonId id = new PersonId(person.view().id());
        return accesses.of(id).chain(access -> held(id).chain(known -> clients.limitedTo(id, NAMED)
                .map(limited -> new PersonEvidence(person, access, known, limited, isSelf(id)))));
    }

    /** @param refused what was wrong with a form on the page; nothing when it is only looked at */
    Uni<PersonPage.Detail> detail(PersonId id, String said, FieldErrors refused) {
        return person(id).chain(person -> accesses.of(id).chain(access -> lockedUntil(person.view()).chain(locked -> held(id)
                .map(known -> PersonPage.Detail.of(Frame.of(operator, Room.PEOPLE), said, path(id), person, access, known, locked, isSelf(id), refused)))));
    }

    private Uni<Optional<Instant>> lockedUntil(PersonView person) {
        GuessKey strangers = keys.ofStrangers(operator.tenant(), person.username());
        return guesses.waits(List.of(strangers)).map(waits -> Optional.ofNullable(waits.get(strangers)));
    }

    private boolean isSelf(PersonId id) {
        return operator.person().id().equals(id);
    }
}
