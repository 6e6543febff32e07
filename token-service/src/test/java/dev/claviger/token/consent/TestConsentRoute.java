package dev.claviger.token.consent;

import dev.claviger.contract.Scopes;
import dev.claviger.contract.application.Application;
import dev.claviger.contract.person.Person;
import dev.claviger.token.grant.Subject.Kind;
import dev.claviger.token.login.Sessions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import java.net.URI;

/** Shows the consent page as the authorization endpoint would, for what a test is about. */
@Singleton
public class TestConsentRoute {

    public static final String PATH = "/test/consent";
    static final String REQUEST = "/oauth2/authorize?client_id=x&prompt=consent&state=1";
    static final URI DENIED = URI.create("https://app.example/callback?error=access_denied&state=1");

    public volatile Person person;
    public volatile Application application;
    public volatile Kind subject = Kind.USER;
    public volatile Scopes scopes = Scopes.NONE;

    @Inject
    ConsentPage page;
    @Inject
    Sessions sessions;

    void register(@Observes Router router) {
        router.get(PATH).handler(this::show);
    }

    private void show(RoutingContext http) {
        sessions.current(http, person.tenant()).onSuccess(session -> page.show(http, new ConsentQuestion(session.orElseThrow(), person, application,
                subject, scopes, REQUEST, URI.create("https://app.example/callback"), DENIED)));
    }
}
