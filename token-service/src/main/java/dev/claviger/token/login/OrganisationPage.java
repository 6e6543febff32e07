package dev.claviger.token.login;

import dev.claviger.contract.TenantId;
import dev.claviger.pages.ShownName;
import dev.claviger.token.browser.Forms;
import dev.claviger.token.browser.PostedForm;
import dev.claviger.token.browser.ReturnTarget;
import dev.claviger.token.page.ErrorPage;
import dev.claviger.token.page.Pages;
import dev.claviger.token.page.Problem;
import io.quarkus.qute.TemplateInstance;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The page on which a person says of which organisation the account is, for an application that is for people of all: the way to sign in is the
 * organisation's. It does not tell whether there is such a one. The next page is the same for a name that is nobody's, but where people sign in at a provider of
 * their own: that page names it.
 */
@ApplicationScoped
public class OrganisationPage {

    static final String ACTION = "/login/organisation";
    static final String MALFORMED = "Enter the short name of your organisation: small letters, digits and hyphens.";
    private static final List<String> HIDDEN = List.of("request", "application", "redirect");

    private final Forms forms;

    @Inject
    OrganisationPage(Forms forms) {
        this.forms = forms;
    }

    record Organisation(String title, Map<String, String> hidden, String application, String typed, Optional<String> refusal) implements TemplateInstance {
    }

    void register(@Observes Router router) {
        router.post(ACTION).handler(this::answer);
        router.get(ACTION).handler(http -> ErrorPage.show(http, Problem.notToBeOpened()));
    }

    /**
     * @param application which asks
     * @param request     path and query of the authorization request, to go on with
     * @param redirect    where that may lead to
     */
    public void show(RoutingContext http, String application, String request, URI redirect) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("request", request);
        fields.put("application", application);
        fields.put("redirect", redirect.toString());
        show(http, fields, "", Optional.empty());
    }

    private void show(RoutingContext http, Map<String, String> fields, String typed, Optional<String> refusal) {
        Pages.show(http, 200, new Organisation("Sign in", forms.hidden(http, ACTION, fields), ShownName.of(fields.get("application")), typed, refusal),
                Optional.of(URI.create(fields.get("redirect"))));
    }

    private void answer(RoutingContext http) {
        forms.read(http, ACTION, HIDDEN).compose(form -> answer(http, form)).onFailure(failure -> ErrorPage.show(http, failure));
    }

    private Future<Void> answer(RoutingContext http, PostedForm form) {
        Optional<ReturnTarget> target = ReturnTarget.of(form.hidden("request"));
        if (target.isEmpty()) {
            return Future.failedFuture(Problem.malformedRequest());
        }
        String typed = form.text("organisation").orElse("").strip().toLowerCase(Locale.ROOT);
        if (TenantId.isWellFormed(typed)) {
            Pages.leadTo(http, target.get().at(typed).toString());
        } else {
            Map<String, String> fields = new LinkedHashMap<>();
            HIDDEN.forEach(name -> fields.put(name, form.hidden(name)));
            show(http, fields, ShownName.of(typed), Optional.of(MALFORMED));
        }
        return Future.succeededFuture();
    }
}
