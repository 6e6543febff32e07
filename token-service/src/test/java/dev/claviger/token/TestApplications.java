package dev.claviger.token;

import dev.claviger.contract.VerifiedClient;
import dev.claviger.contract.application.Application;
import dev.claviger.contract.application.Application.Habits;
import dev.claviger.contract.application.ScopeText;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Clients as the authorization endpoint and people meet them. */
public final class TestApplications {

    public static final long ACCOUNT = 4711;
    public static final String REDIRECT = "https://app.example/callback";
    public static final Habits STRICT = new Habits(false, false, false, false);

    private TestApplications() {
    }

    /** With {@link #REDIRECT}; scopes that begin with {@code account.} are for accounts only, with {@code user.} for users only. */
    public static Application of(TestClient client, String... implied) {
        return of(client.record(), "client_secret_basic", STRICT, List.of(REDIRECT), implied);
    }

    public static Application with(Application old, Habits habits, String... redirectUris) {
        return copy(old, old.authMethod(), habits, List.of(redirectUris));
    }

    public static Application withoutSecret(Application old) {
        return copy(old, Application.PUBLIC, old.habits(), old.redirectUris());
    }

    private static Application of(VerifiedClient client, String method, Habits habits, List<String> redirectUris, String... implied) {
        List<ScopeText> texts = new ArrayList<>();
        client.scopes().forEach(name -> texts.add(text(name)));
        Arrays.stream(implied).map(TestApplications::text).forEach(texts::add);
        return new Application(client.tenant(), "Acme", ACCOUNT, client.environment(), client.client(), "An application", client.audience(),
                client.scopes(), texts, client.grantTypes(), redirectUris, List.of(), List.of(), method, "RS256", Optional.empty(), habits);
    }

    private static Application copy(Application old, String method, Habits habits, List<String> redirectUris) {
        return new Application(old.tenant(), old.tenantName(), old.account(), old.environment(), old.client(), old.name(), old.audience(), old.scopes(),
                old.scopeTexts(), old.grantTypes(), redirectUris, old.postLogoutRedirectUris(), old.allowedOrigins(), method, old.idTokenAlgorithm(),
                old.backchannelLogoutUri(), habits);
    }

    private static ScopeText text(String name) {
        Set<String> types = name.startsWith("account.") ? Set.of(ScopeText.ACCOUNT) : name.startsWith("user.") || name.equals("openid")
                ? Set.of(ScopeText.USER) : Set.of(ScopeText.USER, ScopeText.ACCOUNT);
        return new ScopeText(name, "To see " + name, "low", types);
    }
}
