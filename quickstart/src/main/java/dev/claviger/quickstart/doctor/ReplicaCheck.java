package dev.claviger.quickstart.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import dev.claviger.quickstart.doctor.look.Questions;
import dev.claviger.quickstart.doctor.look.Replica;
import dev.claviger.quickstart.doctor.look.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** One replica by its management port: is it there, do its probes agree, and do its own numbers. */
final class ReplicaCheck {

    private static final Map<String, String> PROBES = Map.of("started", "it is still starting, or failed to: its log says which", "live",
            "it is stuck and wants to be started again", "ready", "balancers leave it out");

    private final Questions questions;

    ReplicaCheck(Questions questions) {
        this.questions = questions;
    }

    List<Finding> examine(Replica replica) {
        if (!replica.metrics().isOk()) {
            return List.of(Finding.failure("replica", replica.name() + " " + replica.metrics().outcome(),
                    "start it, or let this machine reach its management port (9000 in a container)"));
        }
        if (!replica.isKnown()) {
            return List.of(Finding.warning("replica", replica.name() + " has no claviger_build_info: it is another program, or an older version than this",
                    "give the management ports of Claviger's services"));
        }
        List<Finding> wrong = new ArrayList<>();
        probes(replica, wrong);
        GaugeRule.ALL.forEach(rule -> rule.judge(replica.name(), replica.scrape()).ifPresent(wrong::add));
        GaugeRule.certificate(replica.name(), replica.scrape()).ifPresent(wrong::add);
        GaugeRule.signingKey(replica.name(), replica.scrape()).ifPresent(wrong::add);
        settings(replica, wrong);
        if (wrong.stream().noneMatch(finding -> finding.level() == Finding.Level.FAILURE)) {
            wrong.add(Finding.well("replica", replica.name() + " runs " + replica.version() + ", is started, live and ready"));
        }
        clock(replica, wrong);
        return wrong;
    }

    private void probes(Replica replica, List<Finding> findings) {
        for (String probe : List.of("started", "live", "ready")) {
            Reply reply = questions.get(Questions.at(replica.management(), "/q/health/" + probe));
            if (!reply.isOk()) {
                findings.add(Finding.failure("probe", replica.name() + " is not " + probe + ": " + reply.outcome() + down(reply.json()) + ", and " + PROBES.get(probe),
                        "look at what is named there, then at its log (docs/operations/runbook/ReplicasDown.md)"));
                return;
            }
        }
    }

    /** Which checks say no, and what they know. */
    private static String down(JsonNode health) {
        String checks = StreamSupport.stream(health.path("checks").spliterator(), false).filter(check -> check.path("status").asText().equals("DOWN"))
                .map(check -> check.path("name").asText() + (check.has("data") ? " " + check.path("data") : "")).collect(Collectors.joining(", "));
        return checks.isEmpty() ? "" : "; down: " + checks;
    }

    private static void settings(Replica replica, List<Finding> findings) {
        if (!List.of(replica.profile().split(",")).contains("prod")) {
            findings.add(Finding.warning("settings", replica.name() + " runs under profile " + replica.profile() + ", which starts with unsafe settings too",
                    "QUARKUS_PROFILE=prod, or none, where others can reach it"));
        }
        String unsafe = replica.scrape().named("claviger_setting_unsafe").stream().map(sample -> sample.labels().getOrDefault("setting", "")).sorted()
                .collect(Collectors.joining(", "));
        if (!unsafe.isEmpty()) {
            findings.add(Finding.warning("settings", replica.name() + " has settings unfit for production: " + unsafe,
                    "docs/configuration.md says of each what production demands"));
        }
    }

    private static void clock(Replica replica, List<Finding> findings) {
        OptionalDouble told = replica.scrape().value("claviger_clock_seconds");
        if (told.isPresent()) {
            Instant theirs = Instant.ofEpochMilli((long) (told.getAsDouble() * 1000));
            findings.add(Skew.of(replica.name(), theirs, Duration.ZERO, replica.metrics().asked(), replica.metrics().took()));
        }
    }
}
