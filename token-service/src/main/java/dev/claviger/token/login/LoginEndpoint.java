package dev.claviger.token.login;

import dev.claviger.contract.person.Person;
import dev.claviger.contract.person.PersonQuestion;
import dev.claviger.contract.person.PersonVerification;
import dev.claviger.token.account.Accounts;
import dev.claviger.token.browser.Forms;
import dev.claviger.token.browser.PostedForm;
import dev.claviger.token.browser.ReturnTarget;
import dev.claviger.token.browser.SealedCookies;
import dev.claviger.token.page.ErrorPage;
import dev.claviger.token.page.Pages;
import dev.claviger.token.page.Problem;
import dev.claviger.token.usage.CallerAddress;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Signing in. Who has one-time passwords is asked for one on a second page, whose form brings no password: the one typed before waits in a
 * {@link SealedCookies sealed cookie}, since no replica remembers anything, and both are verified together.
 */
@ApplicationScoped
class LoginEndpoint {

    static final String STEP = "claviger-step";
    private static final Duration STEP_LIFETIME = Duration.ofMinutes(5);
    private static final int TOO_MANY_REQUESTS = 429;

    private final Forms forms;
    private final LoginPage page;
    private final Accounts accounts;
    private final Sessions sessions;
    private final Devices devices;
    private final SealedCookies sealed;
    private final CallerAddress callerAddress;

    @Inject
    LoginEndpoint(Forms forms, LoginPage page, Accounts accounts, Sessions sessions, Devices devices, SealedCookies sealed, CallerAddress callerAddress) {
        this.forms = forms;
        this.page = page;
        this.accounts = accounts;
        this.sessions = sessions;
        this.devices = devices;
        this.sealed = sealed;
        this.callerAddress = callerAddress;
    }

    /** The first page: username and password. */
    void password(RoutingContext http) {
        forms.read(http, LoginPage.ACTION, LoginPage.HIDDEN).compose(form -> password(http, form)).onFailure(failure -> ErrorPage.show(http, failure));
    }

    /** The second: the one-time password. */
    void oneTimePassword(RoutingContext http) {
        forms.read(http, LoginPage.CODE_ACTION, LoginPage.HIDDEN).compose(form -> oneTimePassword(http, form)).onFailure(failure -> ErrorPage.show(http, failure));
    }

    private Future<Void> password(RoutingContext http, PostedForm form) {
        LoginQuestion question = LoginPage.question(form);
        Optional<TypedPassword> typed = form.text("username").flatMap(name -> form.text("password").map(
                password -> new TypedPassword(question.tenant(), name.strip(), password)));
        if (typed.isEmpty()) {
            page.show(http, 200, question, Optional.of(LoginPage.INCOMPLETE));
            return Future.succeededFuture();
        }
        return accounts.verify(question(http, typed.get(), Optional.empty())).compose(answer -> answer(http, question, typed.get(), answer, false));
    }

    private Future<Void> oneTimePassword(RoutingContext http, PostedForm form) {
        LoginQuestion question = LoginPage.question(form);
        Optional<TypedPassword> typed = sealed.read(http, STEP).map(TypedPassword::of).filter(step -> step.tenant().equals(question.tenant()));
        if (typed.isEmpty()) {
            page.show(http, 200, question, Optional.of(LoginPage.TOOK_TOO_LONG));
            return Future.succeededFuture();
        }
        return accounts.verify(question(http, typed.get(), form.text("one_time_password").map(String::strip)))
                .compose(answer -> answer(http, question, typed.get(), answer, true));
    }

    private PersonQuestion question(RoutingContext http, TypedPassword typed, Optional<String> code) {
        return new PersonQuestion(typed.tenant(), typed.username(), typed.password(), code, devices.of(http), callerAddress.of(http.request()));
    }

    private Future<Void> answer(RoutingContext http, LoginQuestion question, TypedPassword typed, PersonVerification answer, boolean isSecondStep) {
        LoginQuestion again = question.typed(typed.username());
        switch (answer.outcome()) {
            case VERIFIED -> {
                return signIn(http, question, answer, isSecondStep ? Session.BY_BOTH : Session.BY_PASSWORD);
            }
            case REFUSED -> page.show(http, 200, again, Optional.of(LoginPage.WRONG));
            case ONE_TIME_PASSWORD_NEEDED -> askForCode(http, again, typed, isSecondStep);
            case TOO_MANY -> tooMany(http, again, answer.retryAfter());
        }
        return Future.succeededFuture();
    }

    /** Fails for a request that was none of ours, before anybody is signed in. */
    private Future<Void> signIn(RoutingContext http, LoginQuestion question, PersonVerification answer, List<String> how) {
        Optional<ReturnTarget> target = ReturnTarget.of(question.request());
        if (target.isEmpty()) {
            return Future.failedFuture(Problem.malformedRequest());
        }
        Person person = answer.person().orElseThrow();
        return sessions.begin(http, person, how).map(session -> {
            sealed.remove(http, STEP);
            answer.device().ifPresent(device -> devices.remember(http, device));
            Pages.leadTo(http, target.get().signedIn().toString());
            return null;
        });
    }

    private void askForCode(RoutingContext http, LoginQuestion question, TypedPassword typed, boolean isSecondTry) {
        if (!isSecondTry) {
            sealed.write(http, STEP, typed.toJson(), STEP_LIFETIME);
        }
        page.askForCode(http, question, isSecondTry ? Optional.of(LoginPage.WRONG_CODE) : Optional.empty());
    }

    private void tooMany(RoutingContext http, LoginQuestion question, Optional<Duration> wait) {
        Duration known = wait.orElse(Duration.ofMinutes(1));
        http.response().putHeader("Retry-After", Long.toString(known.toSeconds() + 1));
        page.show(http, TOO_MANY_REQUESTS, question, Optional.of(LoginPage.tooMany(known)));
    }
}
