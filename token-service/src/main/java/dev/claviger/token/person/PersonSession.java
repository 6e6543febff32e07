package dev.claviger.token.person;

import dev.claviger.contract.TenantId;
import dev.claviger.token.account.Account;
import dev.claviger.token.account.Accounts;
import dev.claviger.token.browser.Forms;
import dev.claviger.token.browser.PostedForm;
import dev.claviger.token.login.LoginPage;
import dev.claviger.token.login.LoginQuestion;
import dev.claviger.token.login.Session;
import dev.claviger.token.login.Sessions;
import dev.claviger.token.page.ErrorPage;
import dev.claviger.token.page.Pages;
import dev.claviger.token.page.Problem;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lets to a person's page only the person, who is still there, in a session that lasts; everybody else signs in first. */
@ApplicationScoped
class PersonSession {

    private static final String TENANT = "tenant";
    private static final String SESSION = "session";

    private final Forms forms;
    private final Sessions sessions;
    private final Accounts accounts;
    private final LoginPage login;

    @Inject
    PersonSession(Forms forms, Sessions sessions, Accounts accounts, LoginPage login) {
        this.forms = forms;
        this.sessions = sessions;
        this.accounts = accounts;
        this.login = login;
    }

    /** Whose page it is. */
    record Owner(Session session, Account account) {

        String page() {
            return PersonPage.PATH + "?tenant=" + session.tenant().value();
        }
    }

    /** What the owner wants done with the page. */
    interface Deed {

        Future<Void> of(Owner owner, PostedForm form);
    }

    /** What the owner is shown. */
    interface View {

        Future<Void> of(Owner owner);
    }

    void show(RoutingContext http, View view) {
        tenant(http).compose(tenant -> with(http, tenant, view)).onFailure(failure -> ErrorPage.show(http, failure));
    }

    /** @param more hidden fields of the form beside those that say whose it is */
    void handle(RoutingContext http, List<String> more, Deed deed) {
        List<String> hidden = new ArrayList<>(List.of(TENANT, SESSION));
        hidden.addAll(more);
        forms.read(http, http.normalizedPath(), hidden)
                .compose(form -> with(http, new TenantId(form.hidden(TENANT)), owner -> inTheSameSession(http, owner, form, deed)))
                .onFailure(failure -> ErrorPage.show(http, failure));
    }

    /** The hidden fields of a form of the page. */
    Map<String, String> hidden(RoutingContext http, String action, Owner owner, Map<String, String> more) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put(TENANT, owner.session().tenant().value());
        fields.put(SESSION, owner.session().id());
        fields.putAll(more);
        return forms.hidden(http, action, fields);
    }

    /** The owner as of now, after something was changed. */
    Future<Owner> again(Owner owner) {
        return owner(owner.session()).map(now -> now.orElseThrow(Problem::temporarilyUnavailable));
    }

    private static Future<Void> inTheSameSession(RoutingContext http, Owner owner, PostedForm form, Deed deed) {
        if (owner.session().id().equals(form.hidden(SESSION))) {
            return deed.of(owner, form);
        }
        Pages.leadTo(http, owner.page());
        return Future.succeededFuture();
    }

    private Future<Void> with(RoutingContext http, TenantId tenant, View view) {
        return sessions.current(http, tenant).compose(session -> session.map(this::ownerOrEnd).orElseGet(() -> Future.succeededFuture(Optional.empty())))
                .compose(owner -> owner.map(view::of).orElseGet(() -> signIn(http, tenant)));
    }

    private Future<Optional<Owner>> ownerOrEnd(Session session) {
        return owner(session).compose(owner -> owner.isPresent() ? Future.succeededFuture(owner)
                : sessions.end(session.tenant(), session.person(), session.id()).map(owner));
    }

    private Future<Optional<Owner>> owner(Session session) {
        return accounts.find(session.tenant(), session.person()).map(found -> found.filter(account -> session.isOf(account.person())).map(account -> new Owner(session, account)));
    }

    private Future<Void> signIn(RoutingContext http, TenantId tenant) {
        String page = PersonPage.PATH + "?tenant=" + tenant.value();
        login.show(http, new LoginQuestion(tenant, tenant.value(), Optional.empty(), page, Optional.empty(), Optional.empty()));
        return Future.succeededFuture();
    }

    /** Who is signed in at one tenant only need not name it. */
    private Future<TenantId> tenant(RoutingContext http) {
        String named = http.request().getParam(TENANT);
        if (named == null) {
            return sessions.all(http).compose(open -> open.size() == 1 ? Future.succeededFuture(open.get(0).tenant()) : Future.failedFuture(Problem.noTenant()));
        }
        return TenantId.isWellFormed(named) ? Future.succeededFuture(new TenantId(named)) : Future.failedFuture(Problem.noTenant());
    }
}
