package dev.claviger.token.person;

import dev.claviger.contract.ClientId;
import dev.claviger.pages.ShownName;
import dev.claviger.token.account.OneTimeSecret;
import dev.claviger.token.account.RecoveryCodes;
import dev.claviger.token.consent.Consent;
import dev.claviger.token.consent.Consents;
import dev.claviger.token.grant.Subject.Kind;
import dev.claviger.token.login.OpenSession;
import dev.claviger.token.login.Sessions;
import dev.claviger.token.page.Pages;
import dev.claviger.token.person.PersonSession.Owner;
import io.quarkus.qute.TemplateInstance;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The page of one's own: applications, sessions, password, one-time passwords. */
@ApplicationScoped
class PersonPage {

    static final String PATH = "/account";
    static final String SIGN_OUT = PATH + "/sign-out";
    static final String WITHDRAW = PATH + "/applications";
    static final String END_SESSION = PATH + "/sessions";
    static final String END_OTHERS = PATH + "/sessions/others";
    static final String PASSWORD = PATH + "/password";
    static final String BEGIN_CODES = PATH + "/one-time-passwords";
    static final String CONFIRM_CODES = PATH + "/one-time-passwords/confirm";
    static final String REMOVE_CODES = PATH + "/one-time-passwords/remove";

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private final PersonSession person;
    private final Consents consents;
    private final Sessions sessions;
    private final ApplicationNames names;

    @Inject
    PersonPage(PersonSession person, Consents consents, Sessions sessions, ApplicationNames names) {
        this.person = person;
        this.consents = consents;
        this.sessions = sessions;
        this.names = names;
    }

    /** What the last form came to. Each is shown in its own place. */
    record Said(Optional<String> good, Optional<String> password, Optional<String> codes) {

        static final Said NOTHING = new Said(Optional.empty(), Optional.empty(), Optional.empty());

        static Said good(String text) {
            return new Said(Optional.of(text), Optional.empty(), Optional.empty());
        }

        static Said ofPassword(String refusal) {
            return new Said(Optional.empty(), Optional.of(refusal), Optional.empty());
        }

        static Said ofCodes(String refusal) {
            return new Said(Optional.empty(), Optional.empty(), Optional.of(refusal));
        }
    }

    record Row(String id, String title, String detail, List<String> more, boolean isHere, Map<String, String> hidden) {
    }

    record Page(String title, String username, String name, String tenant, Said said, List<Row> applications, List<Row> sessions, boolean hasOthers,
            boolean hasCodes, Map<String, Map<String, String>> forms) implements TemplateInstance {
    }

    record Secret(String title, String secret, String uri, QrPicture picture, Optional<String> refusal, Map<String, String> hidden, String back)
            implements TemplateInstance {
    }

    record Codes(String title, List<String> codes, String back) implements TemplateInstance {
    }

    Future<Void> show(RoutingContext http, Owner owner, Said said) {
        return consents.of(owner.session().tenant(), owner.session().person())
                .compose(given -> names.of(given).compose(known -> sessions.of(owner.session().tenant(), owner.session().person())
                        .compose(Pages.once(open -> Pages.show(http, 200, page(http, owner, said, given, known, open))))));
    }

    void showSecret(RoutingContext http, Owner owner, OneTimeSecret secret, Optional<String> refusal) {
        Pages.show(http, 200, new Secret("Set up your codes", secret.text(), secret.uri(), QrPicture.of(secret.uri()), refusal,
                person.hidden(http, CONFIRM_CODES, owner, Map.of()), owner.page()));
    }

    void showCodes(RoutingContext http, Owner owner, RecoveryCodes codes) {
        Pages.show(http, 200, new Codes("Your recovery codes", codes.codes(), owner.page()));
    }

    private Page page(RoutingContext http, Owner owner, Said said, List<Consent> given, Map<ClientId, String> known, List<OpenSession> open) {
        List<Row> rows = open.stream().map(session -> row(http, owner, session)).toList();
        return new Page("Your account", ShownName.of(owner.account().person().username()),
                ShownName.of(owner.account().person().name().orElse(owner.account().person().username())), owner.session().tenant().value(), said,
                given.stream().map(consent -> row(http, owner, consent, known)).toList(), rows, rows.size() > 1,
                owner.account().hasOneTimePasswords(), Map.of("signOut", hidden(http, SIGN_OUT, owner), "others", hidden(http, END_OTHERS, owner),
                        "password", hidden(http, PASSWORD, owner), "begin", hidden(http, BEGIN_CODES, owner), "remove", hidden(http, REMOVE_CODES, owner)));
    }

    private Row row(RoutingContext http, Owner owner, Consent consent, Map<ClientId, String> known) {
        String name = known.getOrDefault(consent.client(), "An application that is no longer here");
        String detail = (consent.subject() == Kind.ACCOUNT ? "For the whole account, since " : "On your behalf, since ") + DAY.format(consent.givenAt());
        return new Row(consent.client().value() + "-" + consent.subject(), ShownName.of(name), detail, List.copyOf(consent.scopes().names()), false,
                person.hidden(http, WITHDRAW, owner, Map.of("client_id", consent.client().value())));
    }

    private Row row(RoutingContext http, Owner owner, OpenSession open) {
        boolean isHere = open.session().id().equals(owner.session().id());
        return new Row(open.session().id(), open.agent(), "Signed in " + minute(open.session().authTime()) + ", last used " + minute(open.lastSeenAt()),
                List.of(), isHere, person.hidden(http, END_SESSION, owner, Map.of("id", open.session().id())));
    }

    private Map<String, String> hidden(RoutingContext http, String action, Owner owner) {
        return person.hidden(http, action, owner, Map.of());
    }

    private static String minute(Instant at) {
        return MINUTE.format(at);
    }
}
