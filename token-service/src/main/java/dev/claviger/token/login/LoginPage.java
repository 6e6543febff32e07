package dev.claviger.token.login;

import dev.claviger.contract.TenantId;
import dev.claviger.contract.person.IdentityProvider;
import dev.claviger.pages.ShownName;
import dev.claviger.token.account.Accounts;
import dev.claviger.token.browser.Forms;
import dev.claviger.token.browser.PostedForm;
import dev.claviger.token.browser.ReturnTarget;
import dev.claviger.token.browser.SealedCookies;
import dev.claviger.token.page.ErrorPage;
import dev.claviger.token.page.Pages;
import io.quarkus.qute.TemplateInstance;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.jboss.logging.Logger;

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
    public static final List<String> HIDDEN = List.of("request", "tenant", "tenant_name", "application", "redirect");

    /** Where a sign-in at the tenant's provider begins. */
    public static final String ELSEWHERE = "/login/external";
    private static final Logger LOG = Logger.getLogger(LoginPage.class);
    private static final String SAID = "claviger-refused";
    private static final Duration SAID_FOR = Duration.ofMinutes(1);

    private final Forms forms;
    private final SealedCookies sealed;
    private final Accounts accounts;

    @Inject
    LoginPage(Forms forms, SealedCookies sealed, Accounts accounts) {
        this.forms = forms;
        this.sealed = sealed;
        this.accounts = accounts;
    }

    /** @param takesPassword whether people may sign in here at all */
    record Login(String title, Map<String, String> hidden, String tenant, Optional<String> application, String username, Optional<String> refusal,
            String forgotten, boolean takesPassword, Optional<String> provider, Map<String, String> hiddenElsewhere,
            Optional<String> organisation) implements TemplateInstance {
    }

    record Code(String title, Map<String, String> hidden, String username, Optional<String> refusal) implements TemplateInstance {
    }

    /** Asks who is there. */
    public void show(RoutingContext http, LoginQuestion question) {
        show(http, 200, question, Optional.empty());
    }

    void show(RoutingContext http, int status, LoginQuestion question, Optional<String> refusal) {
        accounts.provider(question.tenant()).onFailure(failure -> LOG.warnf("Nobody of %s is offered to sign in elsewhere now", question.tenant()))
                .otherwise(Optional.empty()).compose(provider -> show(http, status, question, refusal.or(() -> said(http)), provider))
                .onFailure(failure -> ErrorPage.show(http, failure));
    }

    private Future<Void> show(RoutingContext http, int status, LoginQuestion question, Optional<String> refusal, Optional<IdentityProvider> provider) {
        Map<String, String> hidden = forms.hidden(http, ACTION, fields(question));
        Map<String, String> hiddenElsewhere = provider.map(offered -> forms.hidden(http, ELSEWHERE, fields(question))).orElse(Map.of());
        Pages.show(http, status, new Login("Sign in", hidden, ShownName.of(question.tenantName()), question.application().map(ShownName::of),
                question.username().orElse(""), refusal, forgotten(question), provider.filter(IdentityProvider::refusesPasswords).isEmpty(),
                provider.map(offered -> ShownName.of(offered.name())), hiddenElsewhere,
                ReturnTarget.of(question.request()).flatMap(ReturnTarget::elsewhere).map(ReturnTarget::toString)), question.redirect());
        return Future.succeededFuture();
    }

    /** Has the page that this browser is shown next say why nobody is signed in yet. */
    public void say(RoutingContext http, String refusal) {
        sealed.write(http, SAID, new JsonObject().put("text", refusal), SAID_FOR);
    }

    /** Once, and only what we have said ourselves: a link cannot put words on the page. */
    private Optional<String> said(RoutingContext http) {
        return sealed.read(http, SAID).map(said -> {
            sealed.remove(http, SAID);
            return said.getString("text");
        });
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
    public static LoginQuestion question(PostedForm form) {
        return new LoginQuestion(new TenantId(form.hidden("tenant")), form.hidden("tenant_name"), form.text("application"), form.hidden("request"),
                form.text("redirect").map(URI::create), form.text("username"));
    }
}
