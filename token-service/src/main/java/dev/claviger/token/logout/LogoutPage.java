package dev.claviger.token.logout;

import dev.claviger.contract.application.Application;
import dev.claviger.pages.ShownName;
import dev.claviger.token.browser.Forms;
import dev.claviger.token.page.Pages;
import io.quarkus.qute.TemplateInstance;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks whether to sign out, which any site could have brought the person here for, and says that it is done. */
@ApplicationScoped
class LogoutPage {

    static final String ACTION = "/logout/confirm";
    static final List<String> HIDDEN = List.of("client_id", "redirect", "state");

    private final Forms forms;

    @Inject
    LogoutPage(Forms forms) {
        this.forms = forms;
    }

    record Confirm(String title, Optional<String> application, Map<String, String> hidden) implements TemplateInstance {
    }

    record Done(String title, String said) implements TemplateInstance {
    }

    void ask(RoutingContext http, LogoutRequest request, Optional<Application> application) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("client_id", request.client().map(Object::toString).orElse(""));
        fields.put("redirect", request.redirect().orElse(""));
        fields.put("state", request.state().orElse(""));
        Pages.show(http, 200, new Confirm("Sign out?", application.map(Application::name).map(ShownName::of), forms.hidden(http, ACTION, fields)),
                application.flatMap(known -> request.redirect()).map(URI::create));
    }

    void done(RoutingContext http) {
        Pages.show(http, 200, new Done("You are signed out", "You can close this page."));
    }

    void kept(RoutingContext http) {
        Pages.show(http, 200, new Done("You are still signed in", "Nothing was changed. You can close this page."));
    }
}
