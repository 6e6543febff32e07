package dev.claviger.token.person;

import dev.claviger.token.account.Accounts;
import dev.claviger.token.account.OneTimeBeginning;
import dev.claviger.token.account.OneTimeRemoval;
import dev.claviger.token.account.OneTimeSecret;
import dev.claviger.token.account.RecoveryCodes;
import dev.claviger.token.browser.PostedForm;
import dev.claviger.token.browser.SealedCookies;
import dev.claviger.token.person.PersonPage.Said;
import dev.claviger.token.person.PersonSession.Owner;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** One-time passwords on and off. The secret that waits for its first code travels in a sealed cookie, so that a mistyped code need not begin anew. */
@ApplicationScoped
class OneTimePasswordEndpoint {

    private static final String SECRET = "claviger-secret";
    private static final Duration SECRET_FOR = Duration.ofMinutes(15);

    private final PersonSession person;
    private final PersonPage page;
    private final Accounts accounts;
    private final SealedCookies sealed;

    @Inject
    OneTimePasswordEndpoint(PersonSession person, PersonPage page, Accounts accounts, SealedCookies sealed) {
        this.person = person;
        this.page = page;
        this.accounts = accounts;
        this.sealed = sealed;
    }

    void register(@Observes Router router) {
        router.post(PersonPage.BEGIN_CODES).handler(http -> person.handle(http, List.of(), (owner, form) -> begin(http, owner, form)));
        router.post(PersonPage.CONFIRM_CODES).handler(http -> person.handle(http, List.of(), (owner, form) -> confirm(http, owner, form)));
        router.post(PersonPage.REMOVE_CODES).handler(http -> person.handle(http, List.of(), (owner, form) -> remove(http, owner, form)));
    }

    private Future<Void> begin(RoutingContext http, Owner owner, PostedForm form) {
        Optional<String> password = form.text("current_password");
        return password.isEmpty() ? page.show(http, owner, Said.ofCodes("Enter your current password."))
                : accounts.beginOneTimePasswords(owner.session().tenant(), owner.session().person(), password.get())
                        .compose(beginning -> begun(http, owner, beginning));
    }

    private Future<Void> begun(RoutingContext http, Owner owner, OneTimeBeginning beginning) {
        return switch (beginning.outcome()) {
            case BEGUN -> begun(http, owner, beginning.secret().orElseThrow());
            case ON, NOT_OFFERED -> page.show(http, owner, Said.ofCodes("One-time codes are not offered here, or are on already."));
            case WRONG -> page.show(http, owner, Said.ofCodes("The current password is not right."));
            case TOO_MANY -> page.show(http, owner, Said.ofCodes("There were too many attempts. Try again later."));
        };
    }

    private Future<Void> begun(RoutingContext http, Owner owner, OneTimeSecret secret) {
        sealed.write(http, SECRET, new JsonObject().put("secret", secret.text()).put("uri", secret.uri()), SECRET_FOR);
        page.showSecret(http, owner, secret, Optional.empty());
        return Future.succeededFuture();
    }

    private Future<Void> confirm(RoutingContext http, Owner owner, PostedForm form) {
        Optional<String> code = form.text("one_time_password").map(String::strip).filter(typed -> !typed.isEmpty());
        if (code.isEmpty()) {
            return wrong(http, owner);
        }
        return accounts.confirmOneTimePasswords(owner.session().tenant(), owner.session().person(), code.get())
                .compose(codes -> codes.map(shown -> confirmed(http, owner, shown)).orElseGet(() -> wrong(http, owner)));
    }

    private Future<Void> confirmed(RoutingContext http, Owner owner, RecoveryCodes codes) {
        sealed.remove(http, SECRET);
        page.showCodes(http, owner, codes);
        return Future.succeededFuture();
    }

    private Future<Void> wrong(RoutingContext http, Owner owner) {
        Optional<OneTimeSecret> secret = sealed.read(http, SECRET).map(kept -> new OneTimeSecret(kept.getString("secret"), kept.getString("uri")));
        if (secret.isEmpty()) {
            return page.show(http, owner, Said.ofCodes("That took too long. Please begin again."));
        }
        page.showSecret(http, owner, secret.get(), Optional.of("This code is not right. Wait for the next one and try again."));
        return Future.succeededFuture();
    }

    private Future<Void> remove(RoutingContext http, Owner owner, PostedForm form) {
        Optional<String> code = form.text("one_time_password").map(String::strip).filter(typed -> !typed.isEmpty());
        Optional<String> password = form.text("current_password");
        if (code.isEmpty() || password.isEmpty()) {
            return page.show(http, owner, Said.ofCodes("Enter your current password and a code."));
        }
        return accounts.removeOneTimePasswords(owner.session().tenant(), owner.session().person(), password.get(), code.get())
                .compose(removal -> removed(http, owner, removal));
    }

    private Future<Void> removed(RoutingContext http, Owner owner, OneTimeRemoval removal) {
        return switch (removal) {
            case OFF -> person.again(owner).compose(now -> page.show(http, now, Said.good("One-time codes are off.")));
            case WRONG -> page.show(http, owner, Said.ofCodes("Password or code is not right."));
            case TOO_MANY -> page.show(http, owner, Said.ofCodes("There were too many attempts. Try again later."));
        };
    }
}
