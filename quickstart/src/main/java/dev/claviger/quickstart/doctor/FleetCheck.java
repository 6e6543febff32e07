package dev.claviger.quickstart.doctor;

import dev.claviger.quickstart.doctor.look.Replica;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The replicas together: is every service among them, do they run the same version, has every follower what credential-service has told. */
final class FleetCheck {

    private static final String POSITION = "claviger_feed_position";
    /** Heartbeats prove a position every second: a follower that is behind for longer is not just a moment late. */
    private static final double A_MOMENT = 2;

    private FleetCheck() {
    }

    /** @param replicas in the order they were asked, credential-service's first: what it had told then, others should have applied by now */
    static List<Finding> examine(List<Replica> replicas) {
        List<Replica> known = replicas.stream().filter(Replica::isKnown).toList();
        List<Finding> findings = new ArrayList<>();
        for (String service : List.of(Replica.CREDENTIAL, Replica.TOKEN, Replica.GATEWAY)) {
            if (known.stream().noneMatch(replica -> replica.isA(service))) {
                findings.add(Finding.notAsked("replica", "no replica of " + service + " among the management ports that were given and answer"));
            }
        }
        if (!known.isEmpty()) {
            findings.add(versions(known));
        }
        OptionalDouble told = known.stream().filter(replica -> replica.isA(Replica.CREDENTIAL)).map(replica -> replica.scrape().value(POSITION))
                .filter(OptionalDouble::isPresent).mapToDouble(OptionalDouble::getAsDouble).max();
        if (told.isPresent()) {
            known.stream().filter(replica -> !replica.isA(Replica.CREDENTIAL)).forEach(follower -> findings.add(lag(follower, told.getAsDouble())));
        }
        return findings;
    }

    private static Finding versions(List<Replica> known) {
        TreeMap<String, List<String>> versions = known.stream().collect(Collectors.groupingBy(Replica::version, TreeMap::new, Collectors.mapping(Replica::name, Collectors.toList())));
        return versions.size() == 1 ? Finding.well("version", "all " + known.size() + " replicas run " + versions.firstKey())
                : Finding.warning("version", "replicas run different versions: " + versions + "; that is meant only while an upgrade rolls",
                        "finish the upgrade, or undo it (docs/operations/upgrade.md)");
    }

    private static Finding lag(Replica follower, double told) {
        double behind = told - follower.scrape().value(POSITION).orElse(-1);
        double age = follower.scrape().value("claviger_feed_age_seconds").orElse(Double.POSITIVE_INFINITY);
        String text = String.format(Locale.ROOT, "%s is %,.0f events behind, its view %.1f s old", follower.name(), Math.max(0, behind), age);
        return behind > 0 && age > A_MOMENT
                ? Finding.failure("feed lag", text + ": revocations among them are not in force there", "let it reach credential-service (docs/operations/runbook/FeedStale.md)")
                : Finding.well("feed lag", text);
    }
}
