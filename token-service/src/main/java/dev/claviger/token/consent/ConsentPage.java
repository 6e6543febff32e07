package dev.claviger.token.consent;

import dev.claviger.contract.application.ScopeText;
import dev.claviger.pages.ShownName;
import dev.claviger.token.browser.Forms;
import dev.claviger.token.browser.ReturnTarget;
import dev.claviger.token.grant.Subject.Kind;
import dev.claviger.token.page.Pages;
import dev.claviger.token.page.Problem;
import io.quarkus.qute.TemplateInstance;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The page on which people allow an application to act on their behalf, or do not. */
@ApplicationScoped
public class ConsentPage {

    static final String ACTION = "/consent";
    static final List<String> HIDDEN = List.of("request", "session", "tenant", "client_id", "subject", "scopes", "denied");
    private static final String OFFLINE = "offline_access";
    private static final String SIGN_IN = "openid";
    private static final Set<String> EVERY_PROMPT = Set.of("none", "login", "consent", "select_account");

    private final Forms forms;

    @Inject
    ConsentPage(Forms forms) {
        this.forms = forms;
    }

    record Consent(String title, Map<String, String> hidden, String application, String tenant, String person, boolean isForAccount,
            List<Permission> permissions, boolean isOffline, String other, String account) implements TemplateInstance {
    }

    /** @param criticality low, medium or high */
    record Permission(String description, String name, String criticality) {

        /** As a person reads it. */
        public String rank() {
            return switch (criticality) {
                case "high" -> "High";
                case "low" -> "Low";
                default -> "Medium";
            };
        }
    }

    public void show(RoutingContext http, ConsentQuestion question) {
        Map<String, String> hidden = forms.hidden(http, ACTION, fields(question));
        String application = ShownName.of(question.application().name());
        Pages.show(http, 200, new Consent("Grant access to " + application, hidden, application,
                ShownName.of(question.application().tenantName()), ShownName.of(question.person().username()),
                question.subject() == Kind.ACCOUNT, permissions(question), question.scopes().contains(OFFLINE), asSomebodyElse(question.request()),
                "/account?tenant=" + question.session().tenant().value()), Optional.of(question.redirect()));
    }

    private static String asSomebodyElse(String request) {
        String asked = ReturnTarget.of(request).orElseThrow(Problem::malformedRequest).without(EVERY_PROMPT).toString();
        return asked + (asked.contains("?") ? "&" : "?") + "prompt=login";
    }

    /** What is worst comes first. */
    private static List<Permission> permissions(ConsentQuestion question) {
        return question.scopes().names().stream().filter(name -> !name.equals(OFFLINE) && !name.equals(SIGN_IN))
                .map(name -> permission(name, question.application().scopeTexts()))
                .sorted((one, other) -> rank(other) - rank(one)).toList();
    }

    private static Permission permission(String name, List<ScopeText> texts) {
        return texts.stream().filter(text -> text.name().equals(name)).findFirst()
                .map(text -> new Permission(ShownName.sentence(text.description()), name, text.criticality()))
                .orElseGet(() -> new Permission(name, name, "medium"));
    }

    private static int rank(Permission permission) {
        return switch (permission.criticality()) {
            case "high" -> 2;
            case "low" -> 0;
            default -> 1;
        };
    }

    /** In the order of {@link #HIDDEN}. */
    private static Map<String, String> fields(ConsentQuestion question) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("request", question.request());
        fields.put("session", question.session().id());
        fields.put("tenant", question.session().tenant().value());
        fields.put("client_id", question.application().client().value());
        fields.put("subject", question.subject().toString());
        fields.put("scopes", question.scopes().toString());
        fields.put("denied", question.denied().toString());
        return fields;
    }
}
