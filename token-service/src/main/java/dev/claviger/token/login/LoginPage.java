package dev.claviger.token.login;

import dev.claviger.contract.TenantId;
import dev.claviger.pages.ShownName;
import dev.claviger.token.browser.Forms;
import dev.claviger.token.browser.PostedForm;
import dev.claviger.token.page.Pages;
import io.quarkus.qute.TemplateInstance;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The page on which people sign in. */
@ApplicationScoped
public class LoginPage {

    /** Where a way to a new password begins. */
    public static final String FORGOTTEN = "/password/forgotten";
    static final String ACTION = "/login";
    static final String CODE_ACTION = "/login/code";
    /** One sentence for every reason, or it would tell who exists. */
    static final String WRONG = "Username or password is not right.";
    static final String WRONG_CODE = "This code is not right, or was used before.";
    static final String INCOMPLETE = "Enter your username and your password.";
    static final String TOOK_TOO_LONG = "That took too long. Please sign in again.";
    static final List<String> HIDDEN = List.of("request", "tenant", "tenant_name", "application", "redirect");

    private final Forms forms;

    @Inject
    LoginPage(Forms forms) {
        this.forms = forms;
    }

    record Login(String title, Map<String, String> hidden, String tenant, Optional<String> application, String username, Optional<String> refusal,
            String forgotten) implements TemplateInstance {
    }

    record Code(String title, Map<String, String> hidden, String username, Optional<String> refusal) implements TemplateInstance {
    }

    /** Asks who is there. */
    public void show(RoutingContext http, LoginQuestion question) {
        show(http, 200, question, Optional.empty());
    }

    void show(RoutingContext http, int status, LoginQuestion question, Optional<String> refusal) {
        Map<String, String> hidden = forms.hidden(http, ACTION, fields(question));
        Pages.show(http, status, new Login("Sign in", hidden, ShownName.of(question.tenantName()), question.application().map(ShownName::of),
                question.username().orElse(""), refusal, forgotten(question)), question.redirect());
    }

    /** Asks for a one-time password. */
    void askForCode(RoutingContext http, LoginQuestion question, Optional<String> refusal) {
        Map<String, String> hidden = forms.hidden(http, CODE_ACTION, fields(question));
        Pages.show(http, 200, new Code("Enter your code", hidden, ShownName.of(question.username().orElse("")), refusal), question.redirect());
    }

    /** Whole minutes read better, and say less of how limits work. */
    static String tooMany(Duration wait) {
        long minutes = Math.max(1, (wait.toSeconds() + 59) / 60);
        return "There were too many attempts. Try again in " + (minutes == 1 ? "a minute." : minutes + " minutes.");
    }

    private static String forgotten(LoginQuestion question) {
        return FORGOTTEN + "?tenant=" + encoded(question.tenant().value()) + "&request=" + encoded(question.request());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** In the order of {@link #HIDDEN}. */
    private static Map<String, String> fields(LoginQuestion question) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("request", question.request());
        fields.put("tenant", question.tenant().value());
        fields.put("tenant_name", question.tenantName());
        fields.put("application", question.application().orElse(""));
        fields.put("redirect", question.redirect().map(URI::toString).orElse(""));
        return fields;
    }

    /** The question as the form brings it back. */
    static LoginQuestion question(PostedForm form) {
        return new LoginQuestion(new TenantId(form.hidden("tenant")), form.hidden("tenant_name"), form.text("application"), form.hidden("request"),
                form.text("redirect").map(URI::create), form.text("username"));
    }
}
