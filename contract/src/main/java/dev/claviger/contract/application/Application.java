package dev.claviger.contract.application;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.claviger.contract.ClientId;
import dev.claviger.contract.EnvironmentName;
import dev.claviger.contract.Fields;
import dev.claviger.contract.Scopes;
import dev.claviger.contract.TenantId;

/**
 * A client as the authorization endpoint must know it before anybody has shown a secret, and as a person is told of it. Neither
 * disabled nor without environment, or there is none.
 *
 * @param tenantName         the owner, as people know it
 * @param account            the tenant's account number, for tokens that stand for the account
 * @param audience           {@code aud} of its access tokens
 * @param scopes             what it is registered for
 * @param scopeTexts         of those, and of all they imply
 * @param redirectUris       compared as text, exactly (RFC 9700 §2.1)
 * @param authMethod         {@code token_endpoint_auth_method}; {@code none} for a public client
 * @param habits             where it departs from what everybody else must do
 */
public record Application(TenantId tenant, String tenantName, long account, EnvironmentName environment, ClientId client, String name,
        String audience, Scopes scopes, List<ScopeText> scopeTexts, List<String> grantTypes, List<String> redirectUris,
        List<String> postLogoutRedirectUris, List<String> allowedOrigins, String authMethod, String idTokenAlgorithm,
        Optional<URI> backchannelLogoutUri, Habits habits) {

    public static final String PUBLIC = "none";

    public Application {
        scopeTexts = List.copyOf(scopeTexts);
        grantTypes = List.copyOf(grantTypes);
        redirectUris = List.copyOf(redirectUris);
        postLogoutRedirectUris = List.copyOf(postLogoutRedirectUris);
        allowedOrigins = List.copyOf(allowedOrigins);
    }

    /**
     * @param isNative                {@code application_type: native}: an http loopback redirect may have any port (RFC 8252 §7.3)
     * @param mayOmitResponseType     Lucid's clients do
     * @param mayUsePlainChallenge    {@code code_challenge_method=plain} (RFC 7636 §4.2), else S256 only
     * @param requiresPkce            always so for public clients
     * @param isFirstParty            of the platform itself: people of every tenant sign in to it, and are asked for no consent
     */
    public record Habits(boolean isNative, boolean mayOmitResponseType, boolean mayUsePlainChallenge, boolean requiresPkce, boolean isFirstParty) {

        /** Of a tenant's client. */
        public Habits(boolean isNative, boolean mayOmitResponseType, boolean mayUsePlainChallenge, boolean requiresPkce) {
            this(isNative, mayOmitResponseType, mayUsePlainChallenge, requiresPkce, false);
        }

        Map<String, Object> toFields() {
            return Fields.ordered("native", isNative, "may_omit_response_type", mayOmitResponseType,
                    "may_use_plain_challenge", mayUsePlainChallenge, "requires_pkce", requiresPkce, "first_party", isFirstParty);
        }

        static Habits of(Fields fields) {
            return new Habits(fields.flag("native"), fields.flag("may_omit_response_type"), fields.flag("may_use_plain_challenge"),
                    fields.flag("requires_pkce"), fields.has("first_party") && fields.flag("first_party"));
        }
    }

    /** RFC 6749 §2.1: it cannot keep a secret, so it has none. */
    public boolean isPublic() {
        return PUBLIC.equals(authMethod);
    }

    public boolean isFirstParty() {
        return habits.isFirstParty();
    }

    Map<String, Object> toFields() {
        return Fields.ordered("tenant", tenant.value(), "tenant_name", tenantName, "account", account, "environment", environment.value(),
                "client_id", client.value(), "name", name, "audience", audience, "scopes", Fields.list(scopes.names(), n -> n),
                "scope_texts", Fields.list(scopeTexts, ScopeText::toFields), "grant_types", grantTypes, "redirect_uris", redirectUris,
                "post_logout_redirect_uris", postLogoutRedirectUris, "allowed_origins", allowedOrigins, "auth_method", authMethod,
                "id_token_algorithm", idTokenAlgorithm, "backchannel_logout_uri", backchannelLogoutUri.map(URI::toString),
                "habits", habits.toFields());
    }

    static Application of(Fields fields) {
        return new Application(new TenantId(fields.text("tenant")), fields.text("tenant_name"), fields.number("account"),
                new EnvironmentName(fields.text("environment")), new ClientId(fields.text("client_id")), fields.text("name"),
                fields.text("audience"), Scopes.of(fields.texts("scopes")), fields.objects("scope_texts", ScopeText::of),
                fields.texts("grant_types"), fields.texts("redirect_uris"), fields.texts("post_logout_redirect_uris"),
                fields.texts("allowed_origins"), fields.text("auth_method"), fields.text("id_token_algorithm"),
                fields.optional("backchannel_logout_uri", URI::create), Habits.of(fields.object("habits")));
    }
}
