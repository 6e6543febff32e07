package dev.claviger.credential.application;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;

import dev.claviger.contract.AccessEvent;
import dev.claviger.contract.ClientId;
import dev.claviger.contract.PersonId;
import dev.claviger.contract.RevocationTarget;
import dev.claviger.contract.Scopes;
import dev.claviger.contract.TenantId;
import dev.claviger.contract.person.Rights;
import dev.claviger.contract.person.Role;
import dev.claviger.credential.event.RecordedEvents;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;

/**
 * People as the makers of clients that may do no more than they. What such a client has at a moment is judged when it is asked for;
 * here is who may make one, and what there is to tell when a person may give something else.
 */
@Singleton
public class Creators {

    /** Nobody takes a right from the person until the transaction ends. */
    private static final String RIGHTS = "select role, array_to_string(scopes, ' ') from person where id = :id and not disabled for share";
    private static final String LIMITED = "select tenant_id, id from client where limited_to_creator and created_by = :id order by id";

    private final RecordedEvents events;

    Creators(RecordedEvents events) {
        this.events = events;
    }

    /** Empty for nobody who could sign in; within a transaction. */
    Uni<Optional<Rights>> rightsOf(PersonId person) {
        return Panache.getSession().chain(session -> session.createNativeQuery(RIGHTS, Object[].class).setParameter("id", person.value()).getResultList())
                .map(found -> found.stream().findFirst().map(Creators::rights));
    }

    private static Rights rights(Object[] row) {
        return new Rights(Role.of((String) row[0]), Optional.ofNullable((String) row[1]).map(Scopes::parse));
    }

    /**
     * What is to be recorded of the clients that are limited to a person, in the transaction that changes or deletes the person, once
     * its row is written.
     *
     * @param narrowed whether the person may give less than before: then live tokens of these clients end
     */
    public Uni<List<AccessEvent>> told(PersonId person, boolean narrowed) {
        return Panache.getSession().call(session -> session.flush())
                .chain(session -> session.createNativeQuery(LIMITED, Object[].class).setParameter("id", person.value()).getResultList())
                .map(clients -> clients.stream().flatMap(client -> told(client, narrowed).stream()).toList());
    }

    private List<AccessEvent> told(Object[] client, boolean narrowed) {
        TenantId tenant = new TenantId((String) client[0]);
        ClientId id = new ClientId((String) client[1]);
        List<AccessEvent> told = new ArrayList<>();
        if (narrowed) {
            told.add(events.revoked(RevocationTarget.client(tenant, id)));
        }
        told.add(new AccessEvent.ClientChanged(tenant, id));
        return told;
    }
}
