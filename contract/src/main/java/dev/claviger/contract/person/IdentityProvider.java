package dev.claviger.contract.person;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.claviger.contract.Fields;
import dev.claviger.contract.TenantId;

/**
 * Somebody else's OpenID provider, at which people of a tenant sign in.
 *
 * @param issuer           as its metadata and its tokens name it
 * @param name             as people know it
 * @param clientId         what it knows us as
 * @param clientSecret     only where it was asked for, and none where it knows us as a public client
 * @param scopes           what it is asked for
 * @param claim            which of its claims names a person here, as long as the person has never signed in there
 * @param refusesPasswords whether the tenant's people sign in there only
 */
public record IdentityProvider(TenantId tenant, URI issuer, String name, String clientId, Optional<String> clientSecret, List<String> scopes, String claim,
        boolean refusesPasswords) {

    public IdentityProvider {
        scopes = List.copyOf(scopes);
    }

    public Map<String, Object> toFields() {
        return Fields.ordered("tenant", tenant.value(), "issuer", issuer.toString(), "name", name, "client_id", clientId, "client_secret", clientSecret,
                "scopes", scopes, "claim", claim, "refuses_passwords", refusesPasswords);
    }

    public static IdentityProvider of(Fields fields) {
        return new IdentityProvider(new TenantId(fields.text("tenant")), URI.create(fields.text("issuer")), fields.text("name"), fields.text("client_id"),
                fields.optionalText("client_secret"), fields.texts("scopes"), fields.text("claim"), fields.flag("refuses_passwords"));
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "identity provider " + issuer + " of " + tenant;
    }
}
