package dev.claviger.token.person;

import dev.claviger.contract.AuthorizationCode;
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

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where a developer may have the answer of an authorization request sent, to see it. It shows what is in its address, and does nothing with it. */
@ApplicationScoped
class RedirectPage {

    /** RFC 6749 §4.1.2.1, OpenID Connect Core §3.1.2.6: what can come back, in words of ours. The address has others, which anybody can have written. */
    private static final Map<String, String> ERRORS = Map.ofEntries(
            Map.entry("access_denied", "The person said no, or may give none of what was asked for."),
            Map.entry("invalid_request", "The request lacked something, or had it twice or malformed."),
            Map.entry("unauthorized_client", "The client is not registered for this."),
            Map.entry("unsupported_response_type", "Only codes are given: response_type has to be code."),
            Map.entry("invalid_scope", "A scope is unknown, or not one the client is registered for."),
            Map.entry("login_required", "Nobody was signed in, and no page was to be shown."),
            Map.entry("consent_required", "The person had not agreed yet, and no page was to be shown."),
            Map.entry("interaction_required", "A page was due, and none was to be shown."),
            Map.entry("request_not_supported", "Signed requests are not read."),
            Map.entry("request_uri_not_supported", "Requests at another address are not read."),
            Map.entry("registration_not_supported", "Clients do not register themselves."),
            Map.entry("temporarily_unavailable", "It could not be answered at that moment."),
            Map.entry("server_error", "Something went wrong here."));
    private static final Pattern STATE = Pattern.compile("[\\x20-\\x7E]{1,500}");

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
        Optional<String> error = parameter(http, "error").filter(ERRORS::containsKey);
        Optional<String> code = error.isPresent() ? Optional.empty() : parameter(http, "code").flatMap(AuthorizationCode::parse).map(AuthorizationCode::reveal);
        Pages.show(http, 200, new Redirect(error.isPresent() ? "Access was not granted" : code.isPresent() ? "Access was granted" : "Test redirect", client.get(),
                code, error, error.map(ERRORS::get), parameter(http, "state").filter(text -> STATE.matcher(text).matches()).map(RedirectPage::asSent)));
    }

    /** As it stands in the address: a client's random text looks alike, a sentence for whoever reads the page does not. */
    private static String asSent(String state) {
        return URLEncoder.encode(state, StandardCharsets.UTF_8);
    }

    private static Optional<String> parameter(RoutingContext http, String name) {
        return Optional.ofNullable(http.request().getParam(name));
    }
}
