package dev.claviger.token.login;

import dev.claviger.contract.TenantId;
import io.vertx.core.json.JsonObject;

/** What was typed into the first of two pages, on its way through the browser to the second: see {@link LoginEndpoint}. */
record TypedPassword(TenantId tenant, String username, String password) {

    JsonObject toJson() {
        return new JsonObject().put("tenant", tenant.value()).put("username", username).put("password", password);
    }

    static TypedPassword of(JsonObject json) {
        return new TypedPassword(new TenantId(json.getString("tenant")), json.getString("username"), json.getString("password"));
    }

    /** Nothing that was typed. */
    @Override
    public String toString() {
        return "a sign-in at " + tenant;
    }
}
