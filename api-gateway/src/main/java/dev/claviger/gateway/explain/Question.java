package dev.claviger.gateway.explain;

import dev.claviger.contract.ClientId;
import dev.claviger.contract.EnvironmentName;
import dev.claviger.contract.Fields;
import dev.claviger.contract.Identifiers;
import dev.claviger.contract.Scopes;
import dev.claviger.contract.TenantId;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.Set;

/**
 * What an operator wants explained: a request with a token, with none, or with the next token of a client.
 *
 * @param method  upper case
 * @param target  path, with or without a query
 * @param token   the access token; has no place in any text
 * @param client  whose next token it would be; never together with a token
 */
record Question(String method, String host, String target, Optional<String> token, Optional<String> apiKey, Optional<Client> client) {

    private static final Set<String> MEMBERS = Set.of("method", "host", "path", "token", "api_key", "tenant", "environment", "client_id", "scopes");

    /**
     * A client as its registration has it.
     *
     * @param id where none is told, one that has asked for nothing yet
     */
    record Client(TenantId tenant, EnvironmentName environment, ClientId id, Scopes scopes) {
    }

    /** @throws IllegalArgumentException saying which member is missing or wrong, and nothing of its value */
    static Question of(JsonObject body) {
        for (String member : body.fieldNames()) {
            if (!MEMBERS.contains(member)) {
                throw new IllegalArgumentException("a member is unknown; known are " + String.join(", ", MEMBERS));
            }
        }
        Fields fields = new Fields(body.getMap());
        Optional<String> token = fields.optionalText("token");
        Optional<Client> client = fields.has("tenant") || fields.has("scopes") || fields.has("environment") ? Optional.of(client(fields)) : Optional.empty();
        if (token.isPresent() && client.isPresent()) {
            throw new IllegalArgumentException("token: either a token or a client is asked about");
        }
        return new Question(fields.optionalText("method").orElse("GET"), fields.text("host"), fields.text("path"), token, fields.optionalText("api_key"), client);
    }

    private static Client client(Fields fields) {
        return new Client(new TenantId(fields.text("tenant")), new EnvironmentName(fields.text("environment")),
                fields.optionalText("client_id").map(ClientId::new).orElseGet(Identifiers::newClientId), Scopes.of(fields.texts("scopes")));
    }

    /** Without token and key. */
    @Override
    public String toString() {
        return method + " " + target + " for " + host;
    }
}
