package dev.claviger.credential.application;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import dev.claviger.contract.EnvironmentName;
import dev.claviger.contract.Scopes;
import dev.claviger.credential.edge.Expect;
import dev.claviger.credential.edge.JsonInput;
import dev.claviger.credential.lifetime.TokenLifetimes;

/** What a caller may say of a client application. */
record ClientForm(String name, Optional<String> contactEmail, EnvironmentName environment, Scopes scopes, List<String> establishments,
        List<String> grantTypes, String tokenEndpointAuthMethod, Optional<Duration> accessTokenLifetime,
        Optional<Duration> refreshTokenLifetime, boolean refreshTokenRotation, boolean revokeAccessOnRefresh,
        Optional<Duration> secretLifetime, boolean retireUnusedSecrets, boolean disabled) {

    static final List<String> DEFAULT_GRANT_TYPES = List.of("client_credentials");
    static final String DEFAULT_AUTH_METHOD = "client_secret_basic";

    /** A client about to be registered: nothing that is required is known yet. */
    static final ClientForm EMPTY = new ClientForm(null, Optional.empty(), null, null, List.of(), DEFAULT_GRANT_TYPES, DEFAULT_AUTH_METHOD,
            Optional.empty(), Optional.empty(), true, false, Optional.empty(), false, false);

    private static final String REFRESH_TOKEN = "refresh_token";
    private static final List<String> OFFERED_GRANT_TYPES = List.of("client_credentials", REFRESH_TOKEN);

    private static final List<String> AUTH_METHODS = List.of(DEFAULT_AUTH_METHOD, "client_secret_post");
    private static final int MOST_SCOPES = 500;
    private static final int MOST_ESTABLISHMENTS = 500;
    /** RFC 5321 §4.1.2 without quoted names: brackets, commas and quotes would mean something to a mail server. */
    private static final Pattern EMAIL = Pattern.compile("(?=.{1,64}@)[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@[A-Za-z0-9]([A-Za-z0-9.-]{0,180}[A-Za-z0-9])?");
    private static final Pattern ESTABLISHMENT = Pattern.compile("[\\x21-\\x2B\\x2D-\\x7E]{1,100}");
    private static final Expect<String> SCOPE = Expect.of("a scope (RFC 6749 §3.3)",
            json -> json instanceof String text && Scopes.isName(text) ? text : null);
    private static final String NEEDS_A_BROWSER = "it belongs to grants with a browser; leave it out or send an empty list";

    /** Reads all members but {@code disabled}, which only a change may set, and leaves finishing to the caller. */
    static ClientForm read(JsonInput input, ClientForm base, TokenLifetimes lifetimes) {
        List<String> scopes = input.member("scopes", base.scopes == null ? null : List.copyOf(base.scopes.names()), Expect.list(1, MOST_SCOPES, SCOPE));
        input.notOffered("redirect_uris", List.of(), NEEDS_A_BROWSER);
        input.notOffered("allowed_origins", List.of(), NEEDS_A_BROWSER);
        ClientForm form = new ClientForm(input.member("name", base.name, Expect.text(200)),
                input.optional("contact_email", base.contactEmail, Expect.matching(EMAIL, "an e-mail address")),
                input.member("environment", base.environment, Expect.id("the name of an environment of this tenant", EnvironmentName::new)),
                scopes == null ? Scopes.NONE : Scopes.of(scopes),
                input.defaulted("establishments", base.establishments, List.of(), Expect.list(0, MOST_ESTABLISHMENTS,
                        Expect.matching(ESTABLISHMENT, "1 to 100 printable ASCII characters without space and comma"))),
                input.defaulted("grant_types", base.grantTypes, DEFAULT_GRANT_TYPES, Expect.list(1, 10, Expect.oneOf(OFFERED_GRANT_TYPES))),
                input.defaulted("token_endpoint_auth_method", base.tokenEndpointAuthMethod, DEFAULT_AUTH_METHOD, Expect.oneOf(AUTH_METHODS)),
                input.optional("access_token_lifetime", base.accessTokenLifetime, lifetimes.accessTokens()),
                input.optional("refresh_token_lifetime", base.refreshTokenLifetime, lifetimes.refreshTokens()),
                flag(input, "refresh_token_rotation", base.refreshTokenRotation, true),
                flag(input, "revoke_access_on_refresh", base.revokeAccessOnRefresh, false),
                input.optional("secret_lifetime", base.secretLifetime, Expect.duration(Duration.ofSeconds(1), Duration.ofDays(3650))),
                flag(input, "retire_unused_secrets", base.retireUnusedSecrets, false),
                base.disabled);
        form.rejectMixedScopes(input);
        form.rejectRefreshAlone(input);
        return form;
    }

    ClientForm withDisabled(boolean now) {
        return new ClientForm(name, contactEmail, environment, scopes, establishments, grantTypes, tokenEndpointAuthMethod,
                accessTokenLifetime, refreshTokenLifetime, refreshTokenRotation, revokeAccessOnRefresh, secretLifetime, retireUnusedSecrets, now);
    }

    boolean hasBuiltInScopes() {
        return scopes.names().stream().anyMatch(Scopes::isBuiltIn);
    }

    /** What was wrong counts as false until {@link JsonInput#finish()} tells. */
    private static boolean flag(JsonInput input, String name, boolean base, boolean whenNull) {
        return Boolean.TRUE.equals(input.defaulted(name, base, whenNull, Expect.flag()));
    }

    /** An administrator's token works at the admin API only, so one that held API scopes too would fit nowhere whole. */
    private void rejectMixedScopes(JsonInput input) {
        if (hasBuiltInScopes() && !scopes.names().stream().allMatch(Scopes::isBuiltIn)) {
            input.reject("scopes", "may hold either " + Scopes.BUILT_IN_PREFIX + " scopes or API scopes, never both");
        }
    }

    /** RFC 6749 §6: a refresh token comes with an access token, so something must obtain the first one. */
    private void rejectRefreshAlone(JsonInput input) {
        if (List.of(REFRESH_TOKEN).equals(grantTypes)) {
            input.reject("grant_types", "needs client_credentials beside refresh_token: a refresh token is only ever obtained together with an access token");
        }
    }
}
