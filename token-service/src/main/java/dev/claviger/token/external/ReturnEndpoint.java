package dev.claviger.token.external;

import dev.claviger.contract.person.ExternalSignIn;
import dev.claviger.contract.person.IdentityProvider;
import dev.claviger.contract.person.Person;
import dev.claviger.contract.person.PersonVerification;
import dev.claviger.relyingparty.Identity;
import dev.claviger.token.account.Accounts;
import dev.claviger.token.browser.ReturnTarget;
import dev.claviger.token.browser.SealedCookies;
import dev.claviger.token.external.ExternalMetrics.Outcome;
import dev.claviger.token.login.LoginPage;
import dev.claviger.token.login.Sessions;
import dev.claviger.token.page.ErrorPage;
import dev.claviger.token.page.Pages;
import dev.claviger.token.page.Problem;
import dev.claviger.token.usage.CallerAddress;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.jboss.logging.Logger;

import java.util.Optional;

/**
 * A browser comes back from the tenant's provider. Only the one that was sent there has what the answer is held against; whoever made somebody else's browser
 * come here, with an answer of its own, signs nobody in (RFC 9700 §4.7).
 */
@ApplicationScoped
class ReturnEndpoint {

    private static final Logger LOG = Logger.getLogger(ReturnEndpoint.class);

    private final SealedCookies sealed;
    private final Accounts accounts;
    private final Providers providers;
    private final Places places;
    private final SpentAttempts spent;
    private final Sessions sessions;
    private final LoginPage page;
    private final ExternalMetrics metrics;
    private final CallerAddress callerAddress;

    @Inject
    ReturnEndpoint(SealedCookies sealed, Accounts accounts, Providers providers, Places places, SpentAttempts spent, Sessions sessions, LoginPage page,
            ExternalMetrics metrics, CallerAddress callerAddress) {
        this.sealed = sealed;
        this.accounts = accounts;
        this.providers = providers;
        this.places = places;
        this.spent = spent;
        this.sessions = sessions;
        this.page = page;
        this.metrics = metrics;
        this.callerAddress = callerAddress;
    }

    void handle(RoutingContext http) {
        begun(http).map(pending -> arrive(http, pending)).orElseGet(() -> Future.failedFuture(Problem.staleSignIn())).onFailure(failure -> {
            if (failure instanceof Problem) {
                metrics.count(Outcome.STALE);
            }
            ErrorPage.show(http, failure);
        });
    }

    /** Mix-up: each tenant's provider answers at the tenant's address. */
    private Optional<PendingSignIn> begun(RoutingContext http) {
        return sealed.read(http, DepartureEndpoint.PENDING).map(PendingSignIn::of).filter(pending -> pending.tenant().value().equals(http.pathParam("tenant")));
    }

    /** A provider that is another one since has not been asked. */
    private Future<Void> arrive(RoutingContext http, PendingSignIn pending) {
        return accounts.providerWithSecret(pending.tenant()).map(found -> found.filter(pending::asked).orElseThrow(Problem::staleSignIn))
                .map(provider -> requireFirst(http, pending, provider))
                .compose(provider -> places.run(pending.tenant(), callerAddress.of(http.request()), () -> ask(http, provider, pending))
                        .compose(identity -> judge(http, provider, pending, identity), failure -> refuse(http, provider, pending, failure)));
    }

    /** Who was made to come here with another's answer goes on with what was begun. */
    private IdentityProvider requireFirst(RoutingContext http, PendingSignIn pending, IdentityProvider provider) {
        if (!pending.attempt().isAnsweredBy(answer(http)) || !spent.spend(pending.attempt())) {
            throw Problem.staleSignIn();
        }
        return provider;
    }

    /** Blocking. */
    private Identity ask(RoutingContext http, IdentityProvider provider, PendingSignIn pending) {
        return providers.of(provider).identity(providers.registration(provider), pending.attempt(), answer(http), Vouched.wanted(provider));
    }

    private static String answer(RoutingContext http) {
        return Optional.ofNullable(http.request().query()).orElse("");
    }

    private Future<Void> judge(RoutingContext http, IdentityProvider provider, PendingSignIn pending, Identity identity) {
        Vouched vouched = new Vouched(provider, identity);
        Optional<ExternalSignIn> signIn = vouched.signIn();
        if (!Demand.of(pending.request()).isMetBy(identity, pending.begunAt())) {
            return back(http, pending, Said.tooLongAgo(provider));
        }
        return signIn.isEmpty() ? back(http, pending, Said.unknown(provider)) : accounts.verify(signIn.get())
                .compose(answer -> answer.person().map(person -> signIn(http, pending, vouched, person)).orElseGet(() -> unknown(http, provider, pending, answer)));
    }

    private Future<Void> signIn(RoutingContext http, PendingSignIn pending, Vouched vouched, Person person) {
        ReturnTarget target = ReturnTarget.of(pending.request()).orElseThrow(Problem::staleSignIn);
        return sessions.begin(http, person, vouched.identity().authenticatedAt(), vouched.methods()).map(session -> {
            sealed.remove(http, DepartureEndpoint.PENDING);
            metrics.count(Outcome.SIGNED_IN);
            Pages.leadTo(http, target.signedIn().toString());
            return null;
        });
    }

    private Future<Void> unknown(RoutingContext http, IdentityProvider provider, PendingSignIn pending, PersonVerification answer) {
        LOG.infof("%s is nobody who may sign in: %s", pending, answer);
        return back(http, pending, Said.unknown(provider));
    }

    private Future<Void> refuse(RoutingContext http, IdentityProvider provider, PendingSignIn pending, Throwable failure) {
        LOG.infof("%s failed: %s", pending, failure.getMessage());
        return back(http, pending, Said.of(failure, provider));
    }

    /** To where it began, so that the page is the one the application's request leads to, and the answer leaves the address bar. */
    private Future<Void> back(RoutingContext http, PendingSignIn pending, Said said) {
        metrics.count(said.outcome());
        sealed.remove(http, DepartureEndpoint.PENDING);
        page.say(http, said.text());
        Pages.leadTo(http, pending.request());
        return Future.succeededFuture();
    }
}
