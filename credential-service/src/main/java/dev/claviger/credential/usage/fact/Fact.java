package dev.claviger.credential.usage.fact;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import dev.claviger.contract.ClientId;
import dev.claviger.contract.EnvironmentName;
import dev.claviger.contract.Fields;
import dev.claviger.contract.Scopes;
import dev.claviger.contract.TenantId;
import dev.claviger.credential.internal.InternalRole;

/**
 * How often one thing happened within an hour. What is not known or does not apply is an empty text.
 *
 * @param hour   its beginning, in UTC
 * @param tenant empty for requests to a host that is nobody's
 * @param client one that was verified, or {@link #OTHER}; empty where none was
 * @param needs  what the route asks for, or the client named: see {@link Needs}
 */
public record Fact(OffsetDateTime hour, InternalRole source, String tenant, String environment, String client, String route, Needs needs, String outcome,
        String reason, long count) {

    /** Stands for all clients for which a reporter had no place left. */
    public static final String OTHER = "other";
    public static final String REFUSED = "refused";

    private static final Set<String> AT_GATEWAYS = Set.of("forwarded", "aborted", REFUSED);
    private static final Set<String> AT_TOKEN_SERVICES = Set.of("issued", REFUSED);
    private static final Pattern REASON = Pattern.compile("[a-z_]{1,40}");
    private static final Pattern ROUTE = Pattern.compile("[A-Za-z0-9._:/-]{1,100}");
    private static final long HOUR = 3600;
    /** Clocks of one installation may differ a little. */
    private static final Duration AHEAD = Duration.ofMinutes(5);
    /** Longer than any reporter keeps what it cannot deliver. */
    private static final Duration LATE = Duration.ofDays(2);

    /** @throws IllegalArgumentException naming what is wrong */
    public static Fact of(Fields fields, InternalRole source, Instant now) {
        String tenant = fields.optionalText("tenant").map(text -> new TenantId(text).value()).orElse("");
        String environment = fields.optionalText("environment").map(text -> new EnvironmentName(text).value()).orElse("");
        String client = fields.optionalText("client_id").map(text -> text.equals(OTHER) ? OTHER : new ClientId(text).value()).orElse("");
        require(tenant.isEmpty() == environment.isEmpty() && (client.isEmpty() || !tenant.isEmpty()), "tenant and environment go together, and with client_id");
        String outcome = fields.text("outcome");
        require((source == InternalRole.GATEWAY ? AT_GATEWAYS : AT_TOKEN_SERVICES).contains(outcome), "outcome is none of " + source);
        String reason = fields.optionalText("reason").orElse("");
        require(outcome.equals(REFUSED) ? REASON.matcher(reason).matches() : reason.isEmpty(), "a reason goes with refused, and only with that");
        String route = fields.optionalText("route").orElse("");
        require(route.isEmpty() || !client.isEmpty() && ROUTE.matcher(route).matches(), "route is the id of one, and goes with client_id");
        long count = fields.number("count");
        require(count >= 1 && count <= Integer.MAX_VALUE, "count must be sensible");
        return new Fact(hour(fields.number("hour"), now), source, tenant, environment, client, route, fields.has("needs") ? needs(fields.texts("needs"), client) : Needs.NONE,
                outcome, reason, count);
    }

    private static Needs needs(List<String> texts, String client) {
        require(!client.isEmpty(), "needs goes with client_id");
        return Needs.of(texts.stream().map(Scopes::parse).toList());
    }

    private static OffsetDateTime hour(long seconds, Instant now) {
        require(seconds % HOUR == 0 && seconds <= now.plus(AHEAD).getEpochSecond() && seconds >= now.minus(LATE).getEpochSecond(), "hour is the beginning of one, of the last two days");
        return Instant.ofEpochSecond(seconds).atOffset(ZoneOffset.UTC);
    }

    /** The beginning of its day, in UTC. */
    OffsetDateTime day() {
        return hour.truncatedTo(ChronoUnit.DAYS);
    }

    /** Whether it says of one client that it did something it needed scopes for. */
    boolean showsNeed() {
        return needs.areKnown() && !client.equals(OTHER) && !outcome.equals(REFUSED);
    }

    private static void require(boolean sensible, String otherwise) {
        if (!sensible) {
            throw new IllegalArgumentException("facts: " + otherwise);
        }
    }
}
