package dev.claviger.token.endpoint;

import dev.claviger.contract.GrantId;
import dev.claviger.contract.Identifiers;
import dev.claviger.contract.Scopes;
import dev.claviger.contract.TenantId;
import dev.claviger.token.authorize.AuthorizationAnswers;
import dev.claviger.token.authorize.AuthorizationPath;
import dev.claviger.token.authorize.AuthorizationRefusal;
import dev.claviger.token.authorize.AuthorizationRequest;
import dev.claviger.token.authorize.AuthorizationRequests;
import dev.claviger.token.authorize.People;
import dev.claviger.token.authorize.Prompt;
import dev.claviger.token.code.Codes;
import dev.claviger.token.consent.ConsentPage;
import dev.claviger.token.consent.ConsentQuestion;
import dev.claviger.token.consent.Consents;
import dev.claviger.token.error.OAuthException;
import dev.claviger.token.follow.AccessFeed;
import dev.claviger.token.grant.Delegation;
import dev.claviger.token.grant.ScopeList;
import dev.claviger.token.login.LoginPage;
import dev.claviger.token.login.LoginQuestion;
import dev.claviger.token.login.OrganisationPage;
import dev.claviger.token.login.Session;
import dev.claviger.token.login.Sessions;
import dev.claviger.token.openid.SignInDemand;
import dev.claviger.token.page.ErrorPage;
import dev.claviger.token.page.Problem;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import java.net.URI;
import java.time.Clock;
import java.util.Optional;

/**
 * The authorization endpoint (RFC 6749 §3.1): what happens to a request, from top to bottom. Whoever has to sign in or to agree first comes back here
 * with the same request, and everything is judged anew.
 */
@ApplicationScoped
class AuthorizationEndpoint {

    /** What is of no use by itself. */
    private static final Scopes OFFLINE_ONLY = Scopes.of("offline_access");

    private final AuthorizationRequests requests;
    private final AuthorizationAnswers answers;
    private final Sessions sessions;
    private final People people;
    private final Consents consents;
    private final OrganisationPage organisationPage;
    private final LoginPage loginPage;
    private final ConsentPage consentPage;
    private final Codes codes;
    private final SignInDemand demand;
    private final AccessFeed feed;
    private final AuthorizationMetrics metrics;
    private final Clock clock;

    @Inject
    AuthorizationEndpoint(AuthorizationRequests requests, AuthorizationAnswers answers, Sessions sessions, People people, Consents consents,
            OrganisationPage organisationPage, LoginPage loginPage, ConsentPage consentPage, Codes codes, SignInDemand demand, AccessFeed feed, AuthorizationMetrics metrics, Clock clock) {
        this.requests = requests;
        this.answers = answers;
        this.sessions = sessions;
        this.people = people;
        this.consents = consents;
        this.organisationPage = organisationPage;
        this.loginPage = loginPage;
        this.consentPage = consentPage;
        this.codes = codes;
        this.demand = demand;
        this.feed = feed;
        this.metrics = metrics;
        this.clock = clock;
    }

    void handle(RoutingContext http, AuthorizationPath path) {
        requests.read(path, Optional.ofNullable(http.request().query()).orElse(""))
                .compose(request -> answer(request, http).recover(failure -> toTheClient(request, failure)))
                .onSuccess(metrics::count)
                .onFailure(failure -> refuse(failure, http));
    }

    private Future<Step> answer(AuthorizationRequest request, RoutingContext http) {
        return session(request, http)
                .compose(session -> session.filter(current -> isEnough(current, request)).map(current -> meant(request, current, http))
                        .orElseGet(() -> askToSignIn(request, http)));
    }

    /** Where no tenant is named: who is signed in to only one need not say it again. */
    private Future<Optional<Session>> session(AuthorizationRequest request, RoutingContext http) {
        return request.signInTenant().map(tenant -> sessions.current(http, tenant))
                .orElseGet(() -> sessions.all(http).map(all -> all.size() == 1 ? Optional.of(all.get(0)) : Optional.empty()));
    }

    /** OpenID Connect Core §3.1.2.2. */
    private Future<Step> meant(AuthorizationRequest request, Session session, RoutingContext http) {
        demand.require(request, session);
        return signedIn(request, session, http);
    }

    private Future<Step> signedIn(AuthorizationRequest request, Session session, RoutingContext http) {
        return people.find(session.tenant(), session.person())
                .compose(found -> found.filter(known -> session.isOf(known.person())).map(known -> known(request, session, known, http))
                        .orElseGet(() -> over(request, session, http)));
    }

    /** Enabled again or not: who was signed out by an administrator or by a new password is so for good. */
    private Future<Step> over(AuthorizationRequest request, Session session, RoutingContext http) {
        return sessions.end(session.tenant(), session.person(), session.id()).compose(ended -> askToSignIn(request, http));
    }

    private Future<Step> known(AuthorizationRequest request, Session session, People.Known known, RoutingContext http) {
        if (request.isForAccount() && !known.person().role().administersTenant()) {
            return Future.failedFuture(request.asks(Prompt.NONE) ? AuthorizationRefusal.interactionRequired(request) : Problem.notAnAdministrator());
        }
        ScopeList given = request.scopes().among(known.person().among(request.scopes().toSet(), feed.fresh().state().scopes()));
        if (given.names().isEmpty() || given.toSet().equals(OFFLINE_ONLY)) {
            return Future.failedFuture(AuthorizationRefusal.nothingToGive(request));
        }
        Scopes toBeAgreed = demand.toBeAgreed(request, given.toSet());
        return hasAgreed(request, session, toBeAgreed).compose(agreed -> agreed
                ? issue(request, session, known, given, http)
                : askToAgree(request, session, known, toBeAgreed, http));
    }

    private Future<Boolean> hasAgreed(AuthorizationRequest request, Session session, Scopes scopes) {
        if (request.application().isFirstParty()) {
            return Future.succeededFuture(true);
        }
        return request.asks(Prompt.CONSENT) ? Future.succeededFuture(false)
                : consents.covers(session.tenant(), session.person(), request.application().client(), request.kind(), scopes);
    }

    private Future<Step> issue(AuthorizationRequest request, Session session, People.Known known, ScopeList given, RoutingContext http) {
        Delegation delegation = new Delegation(request.subject(session.person()), session.person(), session.signIn(), session.amr(),
                Optional.of(session.id()), Optional.of(session.tenant()).filter(tenant -> !tenant.equals(request.application().tenant())));
        // Each of the two was true at its own position, so both were for certain only at the earlier.
        long position = Math.min(request.position(), known.position());
        GrantId grant = Identifiers.newGrantId();
        // The code first: there is a bound to those, and so to what is remembered of them.
        return codes.issue(grant, request, delegation, given, position).compose(code -> demand.remember(grant, request).map(code)).map(code -> {
            answers.send(request, code, http.response());
            return Step.CODE;
        });
    }

    private Future<Step> askToSignIn(AuthorizationRequest request, RoutingContext http) {
        if (request.asks(Prompt.NONE)) {
            return Future.failedFuture(AuthorizationRefusal.loginRequired(request));
        }
        if (request.signInTenant().isEmpty()) {
            organisationPage.show(http, request.application().name(), request.pathAndQuery(), URI.create(request.redirectUri()));
            return Future.succeededFuture(Step.ORGANISATION_PAGE);
        }
        TenantId tenant = request.signInTenant().get();
        // What people call another tenant is told to nobody.
        String name = tenant.equals(request.application().tenant()) ? request.application().tenantName() : tenant.value();
        loginPage.show(http, new LoginQuestion(tenant, name, Optional.of(request.application().name()), request.pathAndQuery(), Optional.of(URI.create(request.redirectUri())),
                request.parameters().text("login_hint")));
        return Future.succeededFuture(Step.LOGIN_PAGE);
    }

    private Future<Step> askToAgree(AuthorizationRequest request, Session session, People.Known known, Scopes scopes, RoutingContext http) {
        if (request.asks(Prompt.NONE)) {
            return Future.failedFuture(AuthorizationRefusal.consentRequired(request));
        }
        consentPage.show(http, new ConsentQuestion(session, known.person(), request.application(), request.kind(), scopes,
                request.pathAndQuery(), URI.create(request.redirectUri()), URI.create(answers.location(AuthorizationRefusal.accessDenied(request)))));
        return Future.succeededFuture(Step.CONSENT_PAGE);
    }

    private boolean isEnough(Session session, AuthorizationRequest request) {
        return !request.asks(Prompt.LOGIN) && !request.asks(Prompt.SELECT_ACCOUNT) && !request.isTooOld(session.authTime(), clock.instant());
    }

    /** Once it is known whose request it is, the client hears of an outage, too (RFC 6749 §4.1.2.1). */
    private static Future<Step> toTheClient(AuthorizationRequest request, Throwable failure) {
        return Future.failedFuture(failure instanceof OAuthException outage && outage.isForLater()
                ? AuthorizationRefusal.temporarilyUnavailable(request) : failure);
    }

    private void refuse(Throwable failure, RoutingContext http) {
        metrics.count(failure);
        if (failure instanceof AuthorizationRefusal refusal) {
            answers.send(refusal, http.response());
        } else {
            ErrorPage.show(http, failure);
        }
    }

    /** How far a request came. */
    enum Step {
        ORGANISATION_PAGE, LOGIN_PAGE, CONSENT_PAGE, CODE
    }
}
