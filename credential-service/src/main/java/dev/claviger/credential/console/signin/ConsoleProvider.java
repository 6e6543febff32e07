package dev.claviger.credential.console.signin;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;

import jakarta.enterprise.context.ApplicationScoped;

import dev.claviger.contract.TenantId;
import dev.claviger.credential.admin.AdminConfig;
import dev.claviger.credential.admin.TokenServiceAddress;
import dev.claviger.credential.console.session.ConsoleAddress;
import dev.claviger.credential.console.session.ConsoleClient;
import dev.claviger.credential.console.session.ConsoleConfig;
import dev.claviger.credential.problem.Problem;
import dev.claviger.relyingparty.Attempt;
import dev.claviger.relyingparty.EndedSession;
import dev.claviger.relyingparty.Identity;
import dev.claviger.relyingparty.Provider;
import dev.claviger.relyingparty.ProviderCalls;
import dev.claviger.relyingparty.Registration;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;

/** The console's own OpenID provider. Its calls block, and anybody may cause one, so they have threads of their own, and those who find all of them busy are told at once. */
@ApplicationScoped
class ConsoleProvider {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    /** More than people who sign in at one moment, at a provider that answers. */
    private static final int AT_ONCE = 10;
    private static final Set<String> SCOPES = Set.of("openid", "profile");

    private final WorkerExecutor threads;
    private final Semaphore places = new Semaphore(AT_ONCE);
    private final Optional<Registration> registration;
    private final Provider provider;
    private final URI afterSignOut;
    private final boolean isTokenService;

    ConsoleProvider(ConsoleConfig config, ConsoleAddress console, AdminConfig admin, Vertx vertx, Clock clock) {
        this.threads = vertx.createSharedWorkerExecutor("console-provider", AT_ONCE);
        this.registration = ConsoleClient.of(config).map(client -> new Registration(client.issuer(), client.id(), client.secret(), console.at("/signed-in"), SCOPES));
        this.afterSignOut = console.isServed() ? console.at("/signed-out") : null;
        this.isTokenService = config.issuer().toString().equals(admin.issuer());
        this.provider = new Provider(config.issuer(), isTokenService ? inside(vertx, admin) : outside(vertx, config.issuer()), clock);
    }

    /** To where its keys are read, which may be by another name than the public one, and by the authorities believed between services. */
    private static ProviderCalls inside(Vertx vertx, AdminConfig admin) {
        String base = TokenServiceAddress.of(admin);
        // The operator chose the address, and production takes none in the clear.
        boolean isInTheClear = base.startsWith("http:");
        return new ProviderCalls(vertx, (address, encrypted) -> encrypted || isInTheClear, PATIENCE, admin.trustFile(),
                address -> address.toString().startsWith(admin.issuer() + "/") ? URI.create(base + address.toString().substring(admin.issuer().length())) : address);
    }

    private static ProviderCalls outside(Vertx vertx, URI issuer) {
        boolean isInTheClear = "http".equals(issuer.getScheme());
        return new ProviderCalls(vertx, (address, encrypted) -> encrypted || isInTheClear, PATIENCE);
    }

    /** @param tenant whose person is expected; another provider than token-service would not know what is meant */
    Uni<URI> authorizationRequest(Attempt attempt, Optional<TenantId> tenant) {
        Map<String, String> extra = tenant.filter(known -> isTokenService).map(known -> Map.of("tenant", known.value())).orElse(Map.of());
        return blocking(() -> provider.authorizationRequest(registration(), attempt, extra));
    }

    /** @param claims that have to be known of the person */
    Uni<Identity> identity(Attempt attempt, String answer, Set<String> claims) {
        return blocking(() -> provider.identity(registration(), attempt, answer, claims));
    }

    /** Where the person signs out of the provider, too. */
    Uni<Optional<URI>> logoutRequest(Optional<String> idToken) {
        return blocking(() -> provider.logoutRequest(registration(), idToken, afterSignOut));
    }

    Uni<EndedSession> ended(String logoutToken) {
        return blocking(() -> provider.ended(registration(), logoutToken));
    }

    String client() {
        return registration().clientId();
    }

    private Registration registration() {
        return registration.orElseThrow(() -> Problem.notFound("resource"));
    }

    private <T> Uni<T> blocking(Callable<T> call) {
        return Uni.createFrom().completionStage(() -> {
            if (!places.tryAcquire()) {
                throw new ProviderBusy();
            }
            return threads.executeBlocking(call, false).onComplete(done -> places.release()).toCompletionStage();
        });
    }
}
