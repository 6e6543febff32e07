package dev.claviger.token.consent;

import dev.claviger.contract.ClientId;
import dev.claviger.contract.Scopes;
import dev.claviger.contract.TenantId;
import dev.claviger.token.browser.Forms;
import dev.claviger.token.browser.PostedForm;
import dev.claviger.token.browser.ReturnTarget;
import dev.claviger.token.grant.Subject.Kind;
import dev.claviger.token.login.Session;
import dev.claviger.token.login.Sessions;
import dev.claviger.token.page.ErrorPage;
import dev.claviger.token.page.Pages;
import dev.claviger.token.page.Problem;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

import java.util.Optional;
import java.util.Set;

/** Where the form of the consent page is sent. What it allows is in its hidden fields, which nobody but us can have written. */
@ApplicationScoped
class ConsentEndpoint {

    private static final Set<String> DONE = Set.of("consent");

    private final Forms forms;
    private final Sessions sessions;
    private final Consents consents;

    @Inject
    ConsentEndpoint(Forms forms, Sessions sessions, Consents consents) {
        this.forms = forms;
        this.sessions = sessions;
        this.consents = consents;
    }

    void register(@Observes Router router) {
        router.post(ConsentPage.ACTION).handler(this::answer);
        router.get(ConsentPage.ACTION).handler(http -> ErrorPage.show(http, Problem.notToBeOpened()));
    }

    private void answer(RoutingContext http) {
        forms.read(http, ConsentPage.ACTION, ConsentPage.HIDDEN).compose(form -> answer(http, form)).onFailure(failure -> ErrorPage.show(http, failure));
    }

    private Future<Void> answer(RoutingContext http, PostedForm form) {
        Optional<ReturnTarget> target = ReturnTarget.of(form.hidden("request"));
        if (target.isEmpty()) {
            return Future.failedFuture(Problem.malformedRequest());
        }
        return sessions.current(http, new TenantId(form.hidden("tenant"))).compose(session -> answer(http, form, target.get(), session));
    }

    /** Without the session in which it was asked the request is judged anew, and asks to sign in. */
    private Future<Void> answer(RoutingContext http, PostedForm form, ReturnTarget target, Optional<Session> session) {
        Optional<Session> asked = session.filter(current -> current.id().equals(form.hidden("session")));
        if (asked.isEmpty()) {
            Pages.leadTo(http, target.toString());
            return Future.succeededFuture();
        }
        if (form.pressed("deny")) {
            Pages.leadTo(http, form.hidden("denied"));
            return Future.succeededFuture();
        }
        return give(asked.get(), form).compose(Pages.once(given -> Pages.leadTo(http, target.without(DONE).toString())));
    }

    private Future<Void> give(Session session, PostedForm form) {
        return consents.give(session.tenant(), session.person(), new ClientId(form.hidden("client_id")), Kind.of(form.hidden("subject")),
                Scopes.parse(form.hidden("scopes")));
    }
}
