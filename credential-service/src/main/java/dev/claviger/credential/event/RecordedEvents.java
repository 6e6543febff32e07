package dev.claviger.credential.event;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.claviger.contract.AccessEvent;
import dev.claviger.contract.RevocationTarget;
import dev.claviger.credential.lifetime.TokenLifetimes;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;

/**
 * Records events in the transaction that makes them true.
 *
 * <p>Writers are serialised by updating the one feed row: its lock is held until commit, so a position can never appear
 * behind one that a reader has already seen. A sequence under an advisory lock would do the same, but would leave gaps
 * when a transaction rolls back, and a gap looks like a loss to a follower. Append last: everybody else waits meanwhile.
 */
@Singleton
public class RecordedEvents {

    /** The channel on which the position reached is notified; only as a hint to look, never as the news itself. */
    static final String CHANNEL = "claviger_feed";

    // No "::" casts and no jsonb parameter: Hibernate would take the first for a named parameter, and the driver would
    // send text given for the second as one JSON string.
    private static final String APPEND = """
            with told as (
                select e.ord, e.value ->> 'type' as type, e.value -> 'data' as data
                  from jsonb_array_elements(cast(cast(:events as text) as jsonb)) with ordinality as e(value, ord)),
            moved as (
                update feed set position = position + :count returning position - :count as base, position),
            recorded as (
                insert into event (position, recorded_at, type, data)
                select base + ord, clock_timestamp(), type, data from moved, told
                returning position, type, data),
            revoked as (
                insert into live_revocation (position, tenant_id, client_id, credential_id, grant_id, token_id, person, issued_before, keep_until)
                select position, t ->> 'tenant', t ->> 'client_id', t ->> 'credential_id', t ->> 'grant_id', t ->> 'jti', t ->> 'subject',
                       to_timestamp(cast(t ->> 'issued_before' as bigint)), to_timestamp(cast(data ->> 'keep_until' as bigint))
                  from recorded, lateral (select data -> 'target' as t) as of where type = 'revoked')
            select position from moved, lateral (select cast(pg_notify('claviger_feed', cast(position as text)) as text)) as told_all
            """;

    private final ObjectMapper json;
    private final TokenLifetimes lifetimes;
    private final MeterRegistry meters;

    RecordedEvents(ObjectMapper json, TokenLifetimes lifetimes, MeterRegistry meters) {
        this.json = json;
        this.lifetimes = lifetimes;
        this.meters = meters;
    }

    /** The end of all live tokens the target names, as an event to append. */
    public AccessEvent revoked(RevocationTarget target) {
        return new AccessEvent.Revoked(target, lifetimes.endOfTokensIssuedUntilNow());
    }

    /** The same of one token, which is over at an instant its issuer knows. */
    public AccessEvent revoked(RevocationTarget target, Instant over) {
        return new AccessEvent.Revoked(target, lifetimes.endOfToken(over));
    }

    public Uni<Long> append(AccessEvent... events) {
        return append(Arrays.asList(events));
    }

    /** @return the position of the last of them; valid once the surrounding transaction has committed. At least one event */
    public Uni<Long> append(List<AccessEvent> events) {
        String told = write(events.stream().map(event -> Map.of("type", event.type(), "data", event.toFields())).toList());
        return Panache.getSession()
                .call(session -> session.flush())
                .chain(session -> session.createNativeQuery(APPEND, Long.class)
                        .setParameter("events", told).setParameter("count", (long) events.size()).getSingleResult())
                .invoke(() -> events.forEach(this::count));
    }

    private void count(AccessEvent event) {
        meters.counter("claviger_events", "type", event.type()).increment();
    }

    private String write(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException cannotBe) {
            throw new IllegalStateException(cannotBe);
        }
    }
}
