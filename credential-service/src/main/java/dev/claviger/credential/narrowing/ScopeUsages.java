package dev.claviger.credential.narrowing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;

import dev.claviger.contract.ClientId;
import dev.claviger.contract.Scopes;
import dev.claviger.contract.TenantId;
import dev.claviger.credential.application.Client;
import dev.claviger.credential.application.Clients;
import dev.claviger.credential.scope.Definitions;
import dev.claviger.credential.usage.fact.Period;
import dev.claviger.credential.usage.fact.RouteUse;
import dev.claviger.credential.usage.fact.UsageFacts;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;

/** What clients did with their scopes in the last thirty days. */
@Singleton
public class ScopeUsages {

    private final Clients clients;
    private final Definitions definitions;
    private final UsageFacts facts;
    private final Clock clock;

    ScopeUsages(Clients clients, Definitions definitions, UsageFacts facts, Clock clock) {
        this.clients = clients;
        this.definitions = definitions;
        this.facts = facts;
        this.clock = clock;
    }

    /**
     * @param kept what to preview instead of the proposal
     * @return fails with 404 when the tenant has no such client
     */
    @WithSession
    public Uni<ScopeUsageView> of(TenantId tenant, ClientId id, Optional<Scopes> kept) {
        Instant now = clock.instant();
        Period judged = new Period(now.minus(Duration.ofDays(ScopeUsageView.JUDGED_DAYS)).truncatedTo(ChronoUnit.DAYS), now);
        return clients.require(tenant, id).chain(client -> definitions.read().chain(catalogue -> facts.routes(tenant, id, judged)
                .chain(uses -> facts.uncounted(tenant, Optional.of(client.environment()), judged).map(uncounted -> new Narrowing(client.scopes(), catalogue, uses, uncounted))
                        .chain(narrowing -> facts.countedSince().map(counted -> view(client, narrowing, uses, kept, Seen.of(client.createdAt(), counted, judged)))))));
    }

    private static ScopeUsageView view(Client client, Narrowing narrowing, List<RouteUse> uses, Optional<Scopes> kept, Seen seen) {
        Optional<Scopes> proposal = narrowing.proposal();
        return new ScopeUsageView(client.id().value(), seen.since(), seen.days(), narrowing.scopes(), uses.stream().map(ScopeUsageView.RouteView::of).toList(),
                proposal.map(Scopes::names).orElse(null), narrowing.requestsOfUnknownNeed(),
                kept.or(() -> proposal).map(scopes -> ScopeUsageView.Preview.of(scopes, narrowing)).orElse(null),
                client.takenAt().map(at -> new ScopeUsageView.Taken(client.takenScopes().names(), at)).orElse(null));
    }
}
