package dev.claviger.token.logout;

import dev.claviger.contract.TenantId;
import dev.claviger.contract.application.Application;
import dev.claviger.token.authorize.Applications;
import dev.claviger.token.browser.Forms;
import dev.claviger.token.browser.PostedForm;
import dev.claviger.token.login.Session;
import dev.claviger.token.login.Sessions;
import dev.claviger.token.openid.IdTokenHints;
import dev.claviger.token.page.ErrorPage;
import dev.claviger.token.page.Pages;
import dev.claviger.token.page.Problem;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * The end session endpoint (RP-Initiated Logout 1.0 §2). Without a proof that the application knew who is signed in, the person is asked; nobody is
 * sent anywhere but to where the application has registered.
 */
@ApplicationScoped
class LogoutEndpoint {

    private final IdTokenHints hints;
    private final Applications applications;
    private final Sessions sessions;
    private final Forms forms;
    private final LogoutPage page;
    private final MeterRegistry meters;

    @Inject
    LogoutEndpoint(IdTokenHints hints, Applications applications, Sessions sessions, Forms forms, LogoutPage page, MeterRegistry meters) {
        this.hints = hints;
        this.applications = applications;
        this.sessions = sessions;
        this.forms = forms;
        this.page = page;
        this.meters = meters;
    }

    void handle(RoutingContext http) {
        Future.succeededFuture(Optional.ofNullable(http.request().query()).orElse(""))
                .map(query -> LogoutRequest.parse(query, hints))
                .compose(request -> application(request).compose(application -> answer(http, request, application)))
                .onFailure(failure -> refuse(http, failure));
    }

    void confirm(RoutingContext http) {
        forms.read(http, LogoutPage.ACTION, LogoutPage.HIDDEN)
                .compose(form -> confirmed(http, form))
                .onFailure(failure -> refuse(http, failure));
    }

    private Future<Void> confirmed(RoutingContext http, PostedForm form) {
        if (form.pressed("deny")) {
            page.kept(http);
            count("kept");
            return Future.succeededFuture();
        }
        LogoutRequest request = LogoutRequest.of(form.hidden("client_id"), form.hidden("redirect"), form.hidden("state"));
        return application(request).compose(application -> concerned(http, request, application).compose(open -> end(http, open, request, application)));
    }

    private Future<Void> answer(RoutingContext http, LogoutRequest request, Optional<Application> application) {
        return concerned(http, request, application).compose(open -> {
            if (open.isEmpty() || open.stream().allMatch(session -> isMeant(session, request))) {
                return end(http, open, request, application);
            }
            page.ask(http, request, application);
            count("asked");
            return Future.succeededFuture();
        });
    }

    /**
     * Those of the application's tenant; where no application is named, all of this browser. A first-party application means the one in which its
     * ID token was issued, and without one that can be any.
     */
    private Future<List<Session>> concerned(RoutingContext http, LogoutRequest request, Optional<Application> application) {
        return sessions.all(http).map(all -> all.stream().filter(session -> application.map(named -> named.isFirstParty()
                ? request.hint().flatMap(IdTokenHints.Hint::session).filter(meant -> !meant.equals(session.id())).isEmpty()
                : named.tenant().equals(session.tenant())).orElse(true)).toList());
    }

    private static boolean isMeant(Session session, LogoutRequest request) {
        return request.hint().filter(hint -> hint.subject().equals(session.person().toString())).isPresent();
    }

    /** Fails with a {@link Problem} for a client that is none, and for an address that is not the client's. */
    private Future<Optional<Application>> application(LogoutRequest request) {
        return request.client().map(client -> applications.find(client)
                .map(answer -> requireRegistered(request, answer.application().orElseThrow(Problem::unknownApplication))))
                .orElseGet(() -> Future.succeededFuture(Optional.empty()));
    }

    /** RP-Initiated Logout 1.0 §3: compared as text. */
    private static Optional<Application> requireRegistered(LogoutRequest request, Application application) {
        if (request.redirect().filter(uri -> !application.postLogoutRedirectUris().contains(uri)).isPresent()) {
            throw Problem.logoutRedirectNotRegistered();
        }
        return Optional.of(application);
    }

    private Future<Void> end(RoutingContext http, List<Session> open, LogoutRequest request, Optional<Application> application) {
        List<TenantId> tenants = open.stream().map(Session::tenant).toList();
        return Future.all(tenants.stream().map(tenant -> sessions.end(http, tenant)).toList()).map(ended -> {
            goOn(http, request, application);
            count(open.isEmpty() ? "nobody" : "ended");
            return null;
        });
    }

    /** Without an application nobody knows whose the address is. */
    private void goOn(RoutingContext http, LogoutRequest request, Optional<Application> application) {
        Optional<String> redirect = application.flatMap(registered -> request.redirect());
        if (redirect.isPresent()) {
            Pages.leadTo(http, redirect.get() + request.state().map(state -> (redirect.get().contains("?") ? "&" : "?") + "state="
                    + URLEncoder.encode(state, StandardCharsets.UTF_8)).orElse(""));
        } else {
            page.done(http);
        }
    }

    private void refuse(RoutingContext http, Throwable failure) {
        ErrorPage.show(http, failure);
        count("refused");
    }

    private void count(String outcome) {
        meters.counter("claviger.logout.requests", "outcome", outcome).increment();
    }
}
