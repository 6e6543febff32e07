package dev.claviger.token.external;

import dev.claviger.contract.TenantId;
import dev.claviger.contract.person.IdentityProvider;
import dev.claviger.pages.ShownName;
import dev.claviger.relyingparty.Attempt;
import dev.claviger.token.account.Accounts;
import dev.claviger.token.browser.Forms;
import dev.claviger.token.browser.ReturnTarget;
import dev.claviger.token.browser.SealedCookies;
import dev.claviger.token.login.LoginPage;
import dev.claviger.token.page.ErrorPage;
import dev.claviger.token.page.Pages;
import dev.claviger.token.page.Problem;
import dev.claviger.token.usage.CallerAddress;
import io.quarkus.qute.TemplateInstance;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.jboss.logging.Logger;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;

/**
 * Sends a browser to the tenant's provider, and has it keep what was begun. By a page and not by a redirect: of a form's answer Chromium follows those only
 * to where {@code form-action} allows (CSP Level 3 §6.4.2), and where the provider leads on to nobody knows.
 */
@ApplicationScoped
class DepartureEndpoint {

    static final String PENDING = "claviger-external";
    /** People look for their telephones. */
    static final Duration LIFETIME = Duration.ofMinutes(10);
    private static final Logger LOG = Logger.getLogger(DepartureEndpoint.class);

    private final Forms forms;
    private final SealedCookies sealed;
    private final Accounts accounts;
    private final Providers providers;
    private final Places places;
    private final LoginPage page;
    private final ExternalMetrics metrics;
    private final CallerAddress callerAddress;
    private final Clock clock;

    @Inject
    DepartureEndpoint(Forms forms, SealedCookies sealed, Accounts accounts, Providers providers, Places places, LoginPage page, ExternalMetrics metrics,
            CallerAddress callerAddress, Clock clock) {
        this.forms = forms;
        this.sealed = sealed;
        this.accounts = accounts;
        this.providers = providers;
        this.places = places;
        this.page = page;
        this.metrics = metrics;
        this.callerAddress = callerAddress;
        this.clock = clock;
    }

    record Departure(String title, String provider, String address) implements TemplateInstance {
    }

    void handle(RoutingContext http) {
        forms.read(http, LoginPage.ELSEWHERE, LoginPage.HIDDEN).map(LoginPage::question)
                .compose(question -> depart(http, question.tenant(), ReturnTarget.of(question.request()).orElseThrow(Problem::malformedRequest).toString()))
                .onFailure(failure -> ErrorPage.show(http, failure));
    }

    /** One that was removed since the page was shown is not on the next. */
    private Future<Void> depart(RoutingContext http, TenantId tenant, String request) {
        return accounts.providerWithSecret(tenant).compose(found -> found.map(provider -> depart(http, provider, request)).orElseGet(() -> {
            Pages.leadTo(http, request);
            return Future.succeededFuture();
        }));
    }

    private Future<Void> depart(RoutingContext http, IdentityProvider provider, String request) {
        PendingSignIn pending = new PendingSignIn(provider.tenant(), provider.issuer(), Attempt.random(), request, clock.instant());
        if (!pending.fitsACookie()) {
            return Future.failedFuture(Problem.requestTooLong());
        }
        return places.run(provider.tenant(), callerAddress.of(http.request()),
                        () -> providers.of(provider).authorizationRequest(providers.registration(provider), pending.attempt(), Demand.of(request).parameters()))
                .compose(address -> lead(http, provider, pending, address), failure -> stay(http, provider, request, failure));
    }

    private Future<Void> lead(RoutingContext http, IdentityProvider provider, PendingSignIn pending, URI address) {
        sealed.write(http, PENDING, pending.toJson(), LIFETIME);
        Pages.show(http, 200, new Departure("Sign in", ShownName.of(provider.name()), address.toString()));
        return Future.succeededFuture();
    }

    private Future<Void> stay(RoutingContext http, IdentityProvider provider, String request, Throwable failure) {
        Said said = Said.of(failure, provider);
        LOG.infof("Nobody of %s can go to %s to sign in: %s", provider.tenant(), provider.issuer(), failure.getMessage());
        metrics.count(said.outcome());
        page.say(http, said.text());
        Pages.leadTo(http, request);
        return Future.succeededFuture();
    }
}
