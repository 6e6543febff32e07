package dev.claviger.token.person;

import dev.claviger.contract.ClientId;
import dev.claviger.pages.ShownName;
import dev.claviger.token.page.ErrorPage;
import dev.claviger.token.page.Pages;
import dev.claviger.token.page.Problem;
import io.quarkus.qute.TemplateInstance;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import java.util.Optional;
import java.util.regex.Pattern;

/** Where a developer may have the answer of an authorization request sent, to see it. It shows what is in its address, and does nothing with it. */
@ApplicationScoped
class RedirectPage {

    /** RFC 6749 §4.1.2 and appendix A.11: printable ASCII; what is no code is not shown as one. */
    private static final Pattern CODE = Pattern.compile("[\\x21-\\x7E]{1,500}");
    private static final Pattern ERROR = Pattern.compile("[a-z_]{1,60}");
    private static final Pattern STATE = Pattern.compile("[\\x20-\\x7E]{1,2000}");

    record Redirect(String title, String client, Optional<String> code, Optional<String> error, Optional<String> description, Optional<String> state)
            implements TemplateInstance {
    }

    void register(@Observes Router router) {
        router.get("/oauth2/clients/:client_id/redirect").handler(RedirectPage::show);
    }

    private static void show(RoutingContext http) {
        Optional<String> client = Optional.of(http.pathParam("client_id")).filter(ClientId::isWellFormed);
        if (client.isEmpty()) {
            ErrorPage.show(http, Problem.notFound());
            return;
        }
        Optional<String> error = parameter(http, "error", ERROR);
        Optional<String> code = error.isPresent() ? Optional.empty() : parameter(http, "code", CODE);
        Pages.show(http, 200, new Redirect(error.isPresent() ? "Access was not granted" : code.isPresent() ? "Access was granted" : "Test redirect", client.get(),
                code, error, parameter(http, "error_description", STATE).map(ShownName::sentence), parameter(http, "state", STATE)));
    }

    private static Optional<String> parameter(RoutingContext http, String name, Pattern form) {
        return Optional.ofNullable(http.request().getParam(name)).filter(text -> form.matcher(text).matches());
    }
}
