package dev.claviger.token.person;

import dev.claviger.contract.ClientId;
import dev.claviger.token.account.Accounts;
import dev.claviger.token.account.PasswordChange;
import dev.claviger.token.browser.PostedForm;
import dev.claviger.token.browser.SealedCookies;
import dev.claviger.token.consent.Consents;
import dev.claviger.token.login.Session;
import dev.claviger.token.login.Sessions;
import dev.claviger.token.page.Pages;
import dev.claviger.token.person.PersonPage.Said;
import dev.claviger.token.person.PersonSession.Owner;
import dev.claviger.token.usage.CallerAddress;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

import java.time.Duration;
import java.util.List;

/** The forms of a person's page. Each does one thing, and leads back to the page, which says what was done. */
@ApplicationScoped
class PersonEndpoint {

    private static final String SAID = "claviger-said";
    private static final Duration SAID_FOR = Duration.ofMinutes(1);

    private final PersonSession person;
    private final PersonPage page;
    private final Consents consents;
    private final Sessions sessions;
    private final Accounts accounts;
    private final SealedCookies sealed;
    private final CallerAddress callerAddress;

    @Inject
    PersonEndpoint(PersonSession person, PersonPage page, Consents consents, Sessions sessions, Accounts accounts, SealedCookies sealed,
            CallerAddress callerAddress) {
        this.person = person;
        this.page = page;
        this.consents = consents;
        this.sessions = sessions;
        this.accounts = accounts;
        this.sealed = sealed;
        this.callerAddress = callerAddress;
    }

    void register(@Observes Router router) {
        router.get(PersonPage.PATH).handler(http -> person.show(http, owner -> page.show(http, owner, said(http))));
        router.get(PersonPage.PATH + "/*").handler(http -> Pages.leadTo(http, PersonPage.PATH));
        router.post(PersonPage.SIGN_OUT).handler(http -> person.handle(http, List.of(), (owner, form) -> signOut(http, owner)));
        router.post(PersonPage.WITHDRAW).handler(http -> person.handle(http, List.of("client_id"), (owner, form) -> withdraw(http, owner, form)));
        router.post(PersonPage.END_SESSION).handler(http -> person.handle(http, List.of("id"), (owner, form) -> endSession(http, owner, form)));
        router.post(PersonPage.END_OTHERS).handler(http -> person.handle(http, List.of(), (owner, form) -> endOthers(http, owner)));
        router.post(PersonPage.PASSWORD).handler(http -> person.handle(http, List.of(), (owner, form) -> changePassword(http, owner, form)));
    }

    private Future<Void> signOut(RoutingContext http, Owner owner) {
        return sessions.end(http, owner.session().tenant()).compose(Pages.once(ended -> Pages.leadTo(http, owner.page())));
    }

    private Future<Void> withdraw(RoutingContext http, Owner owner, PostedForm form) {
        Session session = owner.session();
        return consents.withdraw(session.tenant(), session.person(), new ClientId(form.hidden("client_id")))
                .compose(Pages.once(done -> back(http, owner, "The application has lost its access.")));
    }

    private Future<Void> endSession(RoutingContext http, Owner owner, PostedForm form) {
        return sessions.end(owner.session().tenant(), owner.session().person(), form.hidden("id"))
                .compose(Pages.once(done -> back(http, owner, "The session has ended.")));
    }

    private Future<Void> endOthers(RoutingContext http, Owner owner) {
        return sessions.endOthers(owner.session()).compose(Pages.once(done -> back(http, owner, "All other sessions have ended.")));
    }

    private Future<Void> changePassword(RoutingContext http, Owner owner, PostedForm form) {
        if (form.text("current_password").isEmpty() || form.text("new_password").isEmpty()) {
            return page.show(http, owner, Said.ofPassword("Enter your current password and a new one."));
        }
        return accounts.changePassword(owner.session().tenant(), owner.session().person(), form.text("current_password").get(),
                form.text("new_password").get(), callerAddress.of(http.request())).compose(change -> changed(http, owner, change));
    }

    /** Whoever else was signed in with the old password is so no more. */
    private Future<Void> changed(RoutingContext http, Owner owner, PasswordChange change) {
        return switch (change.outcome()) {
            case SET -> sessions.endOthers(owner.session())
                    .compose(Pages.once(done -> back(http, owner, "Your password was changed, and all other sessions have ended.")));
            case REFUSED -> page.show(http, owner, Said.ofPassword(change.reason().orElse("This password cannot be used.")));
            case TOO_MANY -> page.show(http, owner, Said.ofPassword("There were too many attempts. Try again later."));
            case WRONG_PASSWORD, LINK_DEAD -> page.show(http, owner, Said.ofPassword("The current password is not right."));
        };
    }

    private void back(RoutingContext http, Owner owner, String text) {
        sealed.write(http, SAID, new JsonObject().put("text", text), SAID_FOR);
        Pages.leadTo(http, owner.page());
    }

    /** Once, and only what we have said ourselves: a link cannot put words on the page. */
    private Said said(RoutingContext http) {
        return sealed.read(http, SAID).map(said -> {
            sealed.remove(http, SAID);
            return Said.good(said.getString("text"));
        }).orElse(Said.NOTHING);
    }
}
