package dev.claviger.credential.console.environment.upstream;

import java.net.URI;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.claviger.contract.refusal.RefusalReason;
import dev.claviger.credential.environment.EnvironmentView;
import dev.claviger.credential.usage.gateway.GatewayState;
import dev.claviger.credential.usage.gateway.UnwellUpstream;

/**
 * One upstream, and which gateways do not reach it.
 *
 * @param origin   as the environment has it
 * @param badge    in a word
 * @param kind     how that looks
 * @param summary  in a sentence
 * @param troubles one for each gateway that has any
 */
public record Reach(String origin, String badge, String kind, String summary, List<Trouble> troubles) {

    private static final Map<String, Integer> STANDARD_PORTS = Map.of("http", 80, "https", 443, "h2c", 80);

    /**
     * What one gateway says.
     *
     * @param reason in words; empty where the upstream was asked how it is, and did not say well
     */
    public record Trouble(String gateway, String state, String reason, Instant since, Instant toldAt) {
    }

    /**
     * For each upstream of an environment, in its order.
     *
     * @param lately what became of requests in this hour and the one before: what nobody asked for, no gateway knows, and what failed before it was given up is no trouble any more
     */
    public static List<Reach> of(EnvironmentView environment, List<GatewayState> gateways, Traffic lately) {
        return environment.upstreams().stream().map(origin -> of(origin, gateways, lately)).toList();
    }

    private static Reach of(String origin, List<GatewayState> gateways, Traffic lately) {
        List<GatewayState> talking = gateways.stream().filter(GatewayState::talks).toList();
        String aside = aside(gateways.size() - talking.size());
        long told = talking.stream().filter(gateway -> gateway.toldAt().isPresent()).count();
        List<Trouble> troubles = talking.stream().flatMap(gateway -> gateway.unwell().stream().filter(upstream -> upstream.origin().equals(plain(origin))).map(upstream -> trouble(gateway, upstream)))
                .sorted(Comparator.comparing(Trouble::since)).toList();
        if (!troubles.isEmpty()) {
            return new Reach(origin, troubles.size() == told ? "Not reached" : "Not reached by all", "high",
                    troubles.size() + " of " + gateways(told) + " " + (troubles.size() == 1 ? "has" : "have") + " trouble" + aside, troubles);
        }
        if (talking.isEmpty()) {
            return untroubled(origin, "Not told", "off", gateways.isEmpty() ? "No gateway has reported within the hour" : "No gateway has reported within the last minute" + aside);
        }
        if (told == 0) {
            return untroubled(origin, "Not told", "off", "Gateways of an earlier release do not tell" + aside);
        }
        if (talking.stream().anyMatch(gateway -> gateway.more() > 0)) {
            return untroubled(origin, "Not told", "off", "A gateway has trouble with more upstreams than it tells of; this may be one of them" + aside);
        }
        return untroubled(origin, gateways(told), (told < talking.size() ? "; " + (talking.size() - told) + " of an earlier release " + (talking.size() - told == 1 ? "does" : "do") + " not tell" : "") + aside,
                lately);
    }

    private static Reach untroubled(String origin, String gateways, String aside, Traffic lately) {
        if (lately.failed() > 0) {
            return untroubled(origin, "Some failed", "medium",
                    "No trouble now at " + gateways + aside + ". But behind the gateways, " + lately.failed() + " of the environment's " + lately.requests() + " requests of this and the last hour failed");
        }
        return lately.forwarded() == 0 ? untroubled(origin, "Not known", "off", "No request went through in this or the last hour, so nothing is known at " + gateways + aside)
                : untroubled(origin, "No trouble", "good", "No trouble at " + gateways + aside);
    }

    private static Reach untroubled(String origin, String badge, String kind, String summary) {
        return new Reach(origin, badge, kind, summary, List.of());
    }

    private static String aside(int silent) {
        return silent == 0 ? "" : "; " + silent + (silent == 1 ? " that is silent does" : " that are silent do") + " not count";
    }

    private static String gateways(long count) {
        return count == 1 ? "1 gateway" : count + " gateways";
    }

    private static Trouble trouble(GatewayState gateway, UnwellUpstream upstream) {
        return new Trouble(gateway.replica(), state(upstream.state()), upstream.reason().map(Reach::reason).orElse(""), upstream.since(), gateway.toldAt().orElseThrow());
    }

    private static String state(String word) {
        return switch (word) {
            case "failing" -> "Requests to it fail; as there is no other upstream, they still go there";
            case "ejected" -> "It gets no requests for a while, but for one now and then that tries it";
            case "unhealthy" -> "It gets no requests until it says that it is well";
            default -> word.replace('_', ' ');
        };
    }

    private static String reason(String word) {
        return RefusalReason.of(word).map(RefusalReason::meaning).orElseGet(() -> word.replace('_', ' '));
    }

    /** Gateways leave out the port that is the scheme's own. */
    static String plain(String origin) {
        URI uri = URI.create(origin);
        return uri.getPort() >= 0 && Optional.ofNullable(STANDARD_PORTS.get(uri.getScheme())).filter(port -> port == uri.getPort()).isPresent() ? uri.getScheme() + "://" + uri.getHost() : origin;
    }
}
