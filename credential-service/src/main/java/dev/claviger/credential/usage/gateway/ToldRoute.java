package dev.claviger.credential.usage.gateway;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import dev.claviger.contract.Fields;
import dev.claviger.contract.RateLimit;

/**
 * A rule of a gateway's table.
 *
 * @param hosts  exact or {@code *.suffix}; none for every host
 * @param needs  sets of scopes of which one is needed whole, with spaces between; an empty one is any token; none for a public route
 * @param rate   of all callers of an environment together; the other of each client
 */
public record ToldRoute(String id, List<String> methods, String path, List<String> hosts, boolean isPublic, List<String> needs, boolean apiKey, Optional<RateLimit> rate,
        Optional<RateLimit> clientRate) {

    static ToldRoute of(Fields fields) {
        boolean open = fields.has("public") && fields.flag("public");
        return new ToldRoute(fields.text("id"), fields.texts("methods"), fields.text("path"), fields.has("hosts") ? fields.texts("hosts") : List.of(), open,
                open ? List.of() : fields.texts("needs"), fields.has("api_key") && fields.flag("api_key"), limit(fields, "rate_limit"), limit(fields, "client_rate_limit"));
    }

    private static Optional<RateLimit> limit(Fields fields, String name) {
        return fields.has(name) ? Optional.of(fields.object(name)).map(limit -> new RateLimit(limit.number("requests"), Duration.ofSeconds(limit.number("per")))) : Optional.empty();
    }
}
