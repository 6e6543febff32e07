package dev.claviger.token.external;

import dev.claviger.contract.TenantId;
import dev.claviger.contract.person.IdentityProvider;
import dev.claviger.relyingparty.Attempt;
import io.vertx.core.json.JsonObject;

import java.net.URI;
import java.time.Instant;

/**
 * A sign-in elsewhere that a browser has begun, as the browser keeps it: sealed, and for no other browser.
 *
 * @param issuer  the provider's that was asked
 * @param request where it goes on afterwards: path and query of this service
 */
record PendingSignIn(TenantId tenant, URI issuer, Attempt attempt, String request, Instant begunAt) {

    /** Of its JSON, so that with encryption and base64 it is below the 4096 bytes that a browser keeps (RFC 6265 §6.1). */
    private static final int LONGEST = 2_850;

    JsonObject toJson() {
        return new JsonObject().put("tenant", tenant.value()).put("issuer", issuer.toString()).put("attempt", attempt.text()).put("request", request)
                .put("begun_at", begunAt.getEpochSecond());
    }

    static PendingSignIn of(JsonObject json) {
        return new PendingSignIn(new TenantId(json.getString("tenant")), URI.create(json.getString("issuer")), Attempt.parse(json.getString("attempt")),
                json.getString("request"), Instant.ofEpochSecond(json.getLong("begun_at")));
    }

    /** Character by character, as its tokens name it. */
    boolean asked(IdentityProvider provider) {
        return provider.issuer().toString().equals(issuer.toString());
    }

    boolean fitsACookie() {
        return toJson().toBuffer().length() <= LONGEST;
    }

    /** Without what proves it. */
    @Override
    public String toString() {
        return "a sign-in of " + tenant + " at " + issuer;
    }
}
