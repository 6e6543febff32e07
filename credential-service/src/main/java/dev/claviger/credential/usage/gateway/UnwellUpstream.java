package dev.claviger.credential.usage.gateway;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

import dev.claviger.contract.EnvironmentName;
import dev.claviger.contract.Fields;
import dev.claviger.contract.TenantId;
import io.vertx.core.json.JsonObject;

/**
 * An upstream that a gateway does not reach.
 *
 * @param origin scheme, host and port, without the port where it is the scheme's own
 * @param state  {@code failing}, {@code ejected} or {@code unhealthy}; a later gateway may know others
 * @param reason what requests were refused with last; empty where the upstream was asked how it is, and did not say well
 */
public record UnwellUpstream(TenantId tenant, EnvironmentName environment, String origin, String state, Optional<String> reason, Instant since) {

    private static final Pattern WORD = Pattern.compile("[a-z0-9_]{1,40}");
    private static final Pattern ORIGIN = Pattern.compile("[a-z0-9]{1,10}://[\\x21-\\x7E]{1,290}");
    private static final long LATEST = 253_402_300_799L;

    static UnwellUpstream of(Fields fields) {
        String origin = fields.text("origin");
        String state = fields.text("state");
        Optional<String> reason = fields.optionalText("reason");
        long since = fields.number("since");
        if (!ORIGIN.matcher(origin).matches() || !WORD.matcher(state).matches() || reason.filter(word -> !WORD.matcher(word).matches()).isPresent() || since < 0 || since > LATEST) {
            throw new IllegalArgumentException("gateway: upstreams: an origin, a state, a reason and a time expected");
        }
        return new UnwellUpstream(new TenantId(fields.text("tenant")), new EnvironmentName(fields.text("environment")), origin, state, reason, Instant.ofEpochSecond(since));
    }

    JsonObject toJson() {
        return new JsonObject().put("tenant", tenant.value()).put("environment", environment.value()).put("origin", origin).put("state", state)
                .put("reason", reason.orElse(null)).put("since", since.getEpochSecond());
    }

    static UnwellUpstream of(JsonObject stored) {
        return of(new Fields(stored.getMap()));
    }
}
