package dev.claviger.contract.person;

import java.util.Map;
import java.util.Optional;

import dev.claviger.contract.Fields;
import dev.claviger.contract.TenantId;

/**
 * "Which person of the tenant is that?", of somebody whom the tenant's {@link IdentityProvider} has vouched for. The answer is a {@link PersonVerification}.
 *
 * @param subject who it is there, for ever; together with the issuer, and with nothing else, a person here from the first sign-in on
 * @param named   what the provider's {@link IdentityProvider#claim} says, as far as the provider stands by it; counts at the first sign-in only
 * @param email   an address that the provider has verified
 * @param name    as people call them
 */
public record ExternalSignIn(TenantId tenant, String issuer, String subject, Optional<String> named, Optional<String> email, Optional<String> name) {

    public Map<String, Object> toFields() {
        return Fields.ordered("tenant", tenant.value(), "issuer", issuer, "subject", subject, "named", named, "email", email, "name", name);
    }

    public static ExternalSignIn of(Fields fields) {
        return new ExternalSignIn(new TenantId(fields.text("tenant")), fields.text("issuer"), fields.text("subject"), fields.optionalText("named"),
                fields.optionalText("email"), fields.optionalText("name"));
    }

    /** Without what is personal. */
    @Override
    public String toString() {
        return "a sign-in at " + issuer + " for " + tenant;
    }
}
