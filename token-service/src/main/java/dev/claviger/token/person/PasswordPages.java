package dev.claviger.token.person;

import dev.claviger.contract.TenantId;
import dev.claviger.pages.ShownName;
import dev.claviger.token.account.Accounts;
import dev.claviger.token.account.PasswordChange;
import dev.claviger.token.account.PasswordLink;
import dev.claviger.token.browser.Forms;
import dev.claviger.token.browser.PostedForm;
import dev.claviger.token.browser.ReturnTarget;
import dev.claviger.token.login.Devices;
import dev.claviger.token.login.LoginPage;
import dev.claviger.token.login.Sessions;
import dev.claviger.token.page.ErrorPage;
import dev.claviger.token.page.Pages;
import dev.claviger.token.page.Problem;
import dev.claviger.token.usage.CallerAddress;
import io.quarkus.qute.TemplateInstance;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Passwords without the old one: by the link of an invitation or a reset, and how one comes to such a link. */
@ApplicationScoped
class PasswordPages {

    private static final String SET = "/password";
    private static final String FORGOTTEN = LoginPage.FORGOTTEN;
    private static final List<String> LINK = List.of("token");
    private static final List<String> WAY_BACK = List.of("tenant", "request");

    private final Forms forms;
    private final Accounts accounts;
    private final Sessions sessions;
    private final Devices devices;
    private final CallerAddress callerAddress;

    @Inject
    PasswordPages(Forms forms, Accounts accounts, Sessions sessions, Devices devices, CallerAddress callerAddress) {
        this.forms = forms;
        this.accounts = accounts;
        this.sessions = sessions;
        this.devices = devices;
        this.callerAddress = callerAddress;
    }

    record New(String title, String username, boolean isInvitation, Optional<String> refusal, Map<String, String> hidden) implements TemplateInstance {
    }

    record Done(String title, String signIn) implements TemplateInstance {
    }

    record Forgotten(String title, String tenant, Optional<String> refusal, String back, Map<String, String> hidden) implements TemplateInstance {
    }

    record Sent(String title, String back) implements TemplateInstance {
    }

    void register(@Observes Router router) {
        router.get(FORGOTTEN).handler(http -> answer(http, askWhose(http)));
        router.post(FORGOTTEN).handler(http -> answer(http, forms.read(http, FORGOTTEN, WAY_BACK).compose(form -> send(http, form))));
        router.get(SET + "/:token").handler(http -> answer(http, live(http.pathParam("token"))
                .compose(Pages.once(link -> ask(http, http.pathParam("token"), link, Optional.empty())))));
        router.get(SET).handler(http -> ErrorPage.show(http, Problem.notToBeOpened()));
        router.post(SET).handler(http -> answer(http, forms.read(http, SET, LINK).compose(form -> set(http, form))));
    }

    private static void answer(RoutingContext http, Future<?> page) {
        page.onFailure(failure -> ErrorPage.show(http, failure));
    }

    private Future<Void> askWhose(RoutingContext http) {
        String tenant = http.request().getParam("tenant");
        if (!TenantId.isWellFormed(tenant)) {
            return Future.failedFuture(Problem.noTenant());
        }
        String request = Optional.ofNullable(http.request().getParam("request")).flatMap(ReturnTarget::of).map(ReturnTarget::toString)
                .orElse(PersonPage.PATH + "?tenant=" + tenant);
        askWhose(http, new TenantId(tenant), request, Optional.empty());
        return Future.succeededFuture();
    }

    private void askWhose(RoutingContext http, TenantId tenant, String request, Optional<String> refusal) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("tenant", tenant.value());
        fields.put("request", request);
        Pages.show(http, 200, new Forgotten("Forgotten password", tenant.value(), refusal, request, forms.hidden(http, FORGOTTEN, fields)));
    }

    /** The same answer whoever that is, and whether there is anybody. */
    private Future<Void> send(RoutingContext http, PostedForm form) {
        TenantId tenant = new TenantId(form.hidden("tenant"));
        if (form.text("username").isEmpty()) {
            askWhose(http, tenant, form.hidden("request"), Optional.of("Enter your username."));
            return Future.succeededFuture();
        }
        return accounts.forgotten(tenant, form.text("username").get().strip(), callerAddress.of(http.request()))
                .compose(Pages.once(sent -> Pages.show(http, 200, new Sent("Look into your mail", form.hidden("request")))));
    }

    private Future<PasswordLink> live(String token) {
        return accounts.link(token).map(link -> link.orElseThrow(Problem::deadLink));
    }

    private void ask(RoutingContext http, String token, PasswordLink link, Optional<String> refusal) {
        Pages.show(http, 200, new New(link.isInvitation() ? "Choose your password" : "New password", ShownName.of(link.username()), link.isInvitation(),
                refusal, forms.hidden(http, SET, Map.of("token", token))));
    }

    private Future<Void> set(RoutingContext http, PostedForm form) {
        String token = form.hidden("token");
        if (form.text("new_password").isEmpty()) {
            return live(token).compose(Pages.once(link -> ask(http, token, link, Optional.of("Enter a new password."))));
        }
        return accounts.setPassword(token, form.text("new_password").get(), callerAddress.of(http.request())).compose(change -> changed(http, token, change));
    }

    private Future<Void> changed(RoutingContext http, String token, PasswordChange change) {
        return switch (change.outcome()) {
            case SET -> done(http, change);
            case REFUSED -> live(token).compose(Pages.once(link -> ask(http, token, link, Optional.of(change.reason().orElse("This password cannot be used.")))));
            case TOO_MANY -> live(token).compose(Pages.once(link -> ask(http, token, link, Optional.of("There were too many attempts. Try again later."))));
            case LINK_DEAD, WRONG_PASSWORD -> Future.failedFuture(Problem.deadLink());
        };
    }

    /** Whoever was signed in before is so no more: somebody else may have been the reason for the new password. */
    private Future<Void> done(RoutingContext http, PasswordChange change) {
        TenantId tenant = change.tenant().orElseThrow();
        return sessions.endAll(tenant, change.person().orElseThrow()).compose(Pages.once(ended -> {
            change.device().ifPresent(device -> devices.remember(http, device));
            Pages.show(http, 200, new Done("Your password is set", PersonPage.PATH + "?tenant=" + tenant.value()));
        }));
    }
}
