package dev.claviger.credential.verification.application;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.claviger.contract.AccessTokenClaims;
import dev.claviger.contract.ClientId;
import dev.claviger.contract.EnvironmentName;
import dev.claviger.contract.Scopes;
import dev.claviger.contract.TenantId;
import dev.claviger.contract.application.Application;
import dev.claviger.contract.application.ScopeText;
import dev.claviger.contract.person.Rights;
import dev.claviger.credential.verification.RemainingScopes;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;

/** What the one query found: the feed's position always, and of the client what there is. */
record ApplicationRow(Row row) {

    String feedId() {
        return row.getUUID("feed_id").toString();
    }

    long position() {
        return row.getLong("position");
    }

    boolean isKnown() {
        return row.getString("id") != null;
    }

    Scopes scopes() {
        return Scopes.of(texts("scopes"));
    }

    private List<String> texts(String column) {
        return List.of(row.getArrayOfStrings(column));
    }

    List<Optional<Rights>> limits() {
        return row.getBoolean("limited_to_creator") ? List.of(RemainingScopes.rights(row, "creator")) : List.of();
    }

    /** @param scopes what is left of its own */
    Application application(Scopes scopes) {
        String authMethod = row.getString("token_endpoint_auth_method");
        return new Application(new TenantId(row.getString("tenant_id")), row.getString("tenant_name"), row.getLong("account"),
                new EnvironmentName(row.getString("environment")), new ClientId(row.getString("id")), row.getString("name"), audience(),
                scopes, scopeTexts(scopes), texts("grant_types"), texts("redirect_uris"), texts("post_logout_redirect_uris"),
                texts("allowed_origins"), authMethod, row.getString("id_token_signed_response_alg"),
                Optional.ofNullable(row.getString("backchannel_logout_uri")).map(URI::create), habits(Application.PUBLIC.equals(authMethod)));
    }

    private Application.Habits habits(boolean isPublic) {
        return new Application.Habits("native".equals(row.getString("application_type")), row.getBoolean("response_type_optional"),
                texts("code_challenge_methods").contains("plain"), isPublic || row.getBoolean("require_pkce"), row.getBoolean("first_party"));
    }

    /** As its tokens have it: those for the admin API are for no gateway. */
    private String audience() {
        return scopes().names().stream().anyMatch(Scopes::isBuiltIn) ? AccessTokenClaims.ADMIN_AUDIENCE : row.getString("audience");
    }

    /** A limited client's scopes are named whole, implied ones among them; another's are those it was registered with. */
    private List<ScopeText> scopeTexts(Scopes scopes) {
        List<ScopeText> told = new ArrayList<>();
        for (Object text : row.getJsonArray("scope_texts")) {
            ScopeText scope = scopeText((JsonObject) text);
            if (limits().isEmpty() || scopes.contains(scope.name())) {
                told.add(scope);
            }
        }
        return told;
    }

    private static ScopeText scopeText(JsonObject text) {
        JsonArray types = text.getJsonArray("token_types");
        return new ScopeText(text.getString("name"), text.getString("description"), text.getString("criticality"), Set.copyOf(types.stream().map(Object::toString).toList()));
    }
}
