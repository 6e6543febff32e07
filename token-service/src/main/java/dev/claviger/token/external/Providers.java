package dev.claviger.token.external;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.claviger.contract.Networks;
import dev.claviger.contract.TenantId;
import dev.claviger.contract.person.IdentityProvider;
import dev.claviger.relyingparty.Provider;
import dev.claviger.relyingparty.ProviderCalls;
import dev.claviger.relyingparty.Registration;
import dev.claviger.token.address.PublicAddresses;
import dev.claviger.token.token.IssuerConfig;
import io.quarkus.runtime.Startup;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Tenants' providers, with what they have said of themselves. Each tenant has a redirect address of its own: one that leads a browser on to another's
 * provider gets the answer at an address that is not its own (RFC 9700 §4.4.2), whether or not that provider names itself in its answers.
 */
@Startup
@ApplicationScoped
class Providers {

    static final String PATH = "/oauth2/sign-in/external/";
    private static final int MOST = 1_000;
    private static final Duration UNUSED = Duration.ofDays(1);

    private final Cache<TenantId, Known> known = Caffeine.newBuilder().maximumSize(MOST).expireAfterAccess(UNUSED).build();
    private final ProviderCalls calls;
    private final Clock clock;
    private final String base;

    @Inject
    Providers(Vertx vertx, ExternalConfig config, IssuerConfig issuer, Clock clock) {
        PublicAddresses addresses = new PublicAddresses(Networks.of(config.allowedNetworks().orElse(List.of())));
        this.calls = new ProviderCalls(vertx, addresses::permit, config.patience());
        this.clock = clock;
        this.base = issuer.issuer().orElseThrow() + PATH;
    }

    /** @param issuer as the tenant writes it. A {@link URI} takes another spelling for the same, and a provider's tokens do not. */
    private record Known(String issuer, Provider provider) {
    }

    /** Of each tenant one: what another has written, or its provider answered there, is nothing to it; and whoever changes it often keeps no more than others. */
    Provider of(IdentityProvider provider) {
        String issuer = provider.issuer().toString();
        return known.asMap().compute(provider.tenant(), (tenant, before) -> before != null && before.issuer().equals(issuer) ? before
                : new Known(issuer, new Provider(provider.issuer(), calls, clock))).provider();
    }

    Registration registration(IdentityProvider provider) {
        return new Registration(provider.issuer(), provider.clientId(), provider.clientSecret(), URI.create(base + provider.tenant()), Set.copyOf(provider.scopes()));
    }
}
