package dev.claviger.credential.application;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.claviger.contract.EnvironmentName;
import dev.claviger.contract.Scopes;
import dev.claviger.contract.application.Application;
import dev.claviger.contract.person.Person;
import dev.claviger.credential.edge.Expect;
import dev.claviger.credential.edge.JsonInput;
import dev.claviger.credential.lifetime.TokenLifetimes;

/** What a caller may say of a client application. */
record ClientForm(String name, Optional<String> contactEmail, EnvironmentName environment, Scopes scopes, List<String> establishments,
        List<String> grantTypes, String tokenEndpointAuthMethod, @JsonUnwrapped CodeFlow codeFlow, Optional<Duration> accessTokenLifetime,
        Optional<Duration> refreshTokenLifetime, boolean refreshTokenRotation, boolean revokeAccessOnRefresh,
        Optional<Duration> secretLifetime, boolean retireUnusedSecrets, boolean limitedToCreator, boolean firstParty, boolean disabled) {

    static final List<String> DEFAULT_GRANT_TYPES = List.of(GrantTypes.CLIENT_CREDENTIALS);
    static final String DEFAULT_AUTH_METHOD = "client_secret_basic";

    /** A client about to be registered: nothing that is required is known yet. */
    static final ClientForm EMPTY = new ClientForm(null, Optional.empty(), null, null, List.of(), DEFAULT_GRANT_TYPES, DEFAULT_AUTH_METHOD,
            CodeFlow.NONE, Optional.empty(), Optional.empty(), true, false, Optional.empty(), false, false, false, false);

    private static final List<String> AUTH_METHODS = List.of(DEFAULT_AUTH_METHOD, "client_secret_post", Application.PUBLIC);
    private static final Scopes SIGN_IN_ONLY = Scopes.of("openid", "profile", "email");
    private static final int MOST_SCOPES = 500;
    private static final int MOST_ESTABLISHMENTS = 500;
    private static final Pattern ESTABLISHMENT = Pattern.compile("[\\x21-\\x2B\\x2D-\\x7E]{1,100}");
    private static final Expect<String> SCOPE = Expect.of("a scope (RFC 6749 §3.3)",
            json -> json instanceof String text && Scopes.isName(text) ? text : null);

    /** Reads all members but {@code disabled}, which only a change may set, and leaves finishing to the caller. */
    static ClientForm read(JsonInput input, ClientForm base, TokenLifetimes lifetimes) {
        List<String> scopes = input.member("scopes", base.scopes == null ? null : List.copyOf(base.scopes.names()), Expect.list(1, MOST_SCOPES, SCOPE));
        ClientForm form = new ClientForm(input.member("name", base.name, Expect.text(200)),
                input.optional("contact_email", base.contactEmail, Expect.email()),
                input.member("environment", base.environment, Expect.id("the name of an environment of this tenant", EnvironmentName::new)),
                scopes == null ? Scopes.NONE : Scopes.of(scopes),
                input.defaulted("establishments", base.establishments, List.of(), Expect.list(0, MOST_ESTABLISHMENTS,
                        Expect.matching(ESTABLISHMENT, "1 to 100 printable ASCII characters without space and comma"))),
                input.defaulted("grant_types", base.grantTypes, DEFAULT_GRANT_TYPES, GrantTypes.FORM),
                input.defaulted("token_endpoint_auth_method", base.tokenEndpointAuthMethod, DEFAULT_AUTH_METHOD, Expect.oneOf(AUTH_METHODS)),
                CodeFlow.read(input, base.codeFlow),
                input.optional("access_token_lifetime", base.accessTokenLifetime, lifetimes.accessTokens()),
                input.optional("refresh_token_lifetime", base.refreshTokenLifetime, lifetimes.refreshTokens()),
                flag(input, "refresh_token_rotation", base.refreshTokenRotation, true),
                flag(input, "revoke_access_on_refresh", base.revokeAccessOnRefresh, false),
                input.optional("secret_lifetime", base.secretLifetime, Expect.duration(Duration.ofSeconds(1), Duration.ofDays(3650))),
                flag(input, "retire_unused_secrets", base.retireUnusedSecrets, false),
                flag(input, "limited_to_creator", base.limitedToCreator, false),
                flag(input, "first_party", base.firstParty, false),
                base.disabled);
        form.rejectMixedScopes(input);
        form.rejectSecretOfNone(input);
        form.rejectMoreThanSignIn(input);
        GrantTypes.rejectWhatDoesNotFit(input, form);
        return form;
    }

    ClientForm withDisabled(boolean now) {
        return new ClientForm(name, contactEmail, environment, scopes, establishments, grantTypes, tokenEndpointAuthMethod, codeFlow,
                accessTokenLifetime, refreshTokenLifetime, refreshTokenRotation, revokeAccessOnRefresh, secretLifetime, retireUnusedSecrets,
                limitedToCreator, firstParty, now);
    }

    /** By the names they have for callers. */
    Map<String, Object> members() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("name", name);
        members.put("contact_email", contactEmail);
        members.put("environment", environment);
        members.put("scopes", scopes);
        members.put("establishments", establishments);
        members.put("grant_types", grantTypes);
        members.put("token_endpoint_auth_method", tokenEndpointAuthMethod);
        codeFlow.addTo(members);
        members.put("access_token_lifetime", accessTokenLifetime);
        members.put("refresh_token_lifetime", refreshTokenLifetime);
        members.put("refresh_token_rotation", refreshTokenRotation);
        members.put("revoke_access_on_refresh", revokeAccessOnRefresh);
        members.put("secret_lifetime", secretLifetime);
        members.put("retire_unused_secrets", retireUnusedSecrets);
        members.put("limited_to_creator", limitedToCreator);
        members.put("first_party", firstParty);
        members.put("disabled", disabled);
        return members;
    }

    boolean hasBuiltInScopes() {
        return scopes.names().stream().anyMatch(Scopes::isBuiltIn);
    }

    /** RFC 6749 §2.1. */
    boolean hasNoSecret() {
        return Application.PUBLIC.equals(tokenEndpointAuthMethod);
    }

    /** What was wrong counts as false until {@link JsonInput#finish()} tells. */
    private static boolean flag(JsonInput input, String name, boolean base, boolean whenNull) {
        return Boolean.TRUE.equals(input.defaulted(name, base, whenNull, Expect.flag()));
    }

    /** An administrator's token works at the admin API only, so one that held API scopes too would fit nowhere whole. */
    private void rejectMixedScopes(JsonInput input) {
        boolean ofApis = scopes.names().stream().anyMatch(scope -> !Scopes.isBuiltIn(scope) && !Person.OF_EVERY_PERSON.contains(scope));
        if (hasBuiltInScopes() && ofApis) {
            input.reject("scopes", "may hold either " + Scopes.BUILT_IN_PREFIX + " scopes or API scopes, never both");
        }
    }

    /** Whom it signs in belongs to any tenant, so it has nothing that would open one: it learns who there is, and no more. */
    private void rejectMoreThanSignIn(JsonInput input) {
        if (firstParty && !SIGN_IN_ONLY.containsAll(scopes)) {
            input.reject("scopes", "may be openid, profile and email only: the client is first_party");
        }
        if (firstParty && !List.of(GrantTypes.AUTHORIZATION_CODE).equals(grantTypes)) {
            input.reject("grant_types", "must be authorization_code alone: the client is first_party");
        }
    }

    private void rejectSecretOfNone(JsonInput input) {
        if (hasNoSecret() && secretLifetime.isPresent()) {
            input.reject("secret_lifetime", "cannot be: a client with token_endpoint_auth_method none has no secret");
        }
        if (hasNoSecret() && retireUnusedSecrets) {
            input.reject("retire_unused_secrets", "cannot be: a client with token_endpoint_auth_method none has no secret");
        }
    }
}
