package dev.claviger.deploy.workload;

import java.util.stream.Stream;

import dev.claviger.deploy.manifest.Manifest;
import dev.claviger.deploy.manifest.Manifests;
import dev.claviger.deploy.manifest.Rule;

/** A pod is given the time its end takes: until nobody sends it anything new, and until what it has begun is done. */
public final class Draining implements Rule {

    /** Seconds from SIGTERM until one of our services has ended, at most: unready, but serving, for 2, then 20 to finish. */
    public static final int LONGEST = 22;
    private static final int AIR = 5;

    @Override
    public Stream<String> problems(Manifests manifests) {
        return manifests.workloads().flatMap(Draining::problems);
    }

    private static Stream<String> problems(Manifest workload) {
        int grace = number(workload.pod().at("spec", "terminationGracePeriodSeconds").text());
        int preStop = workload.containers().mapToInt(c -> number(c.at("lifecycle", "preStop", "sleep", "seconds").text())).max().orElse(0);
        if (grace == 0) {
            return Stream.of(workload + ": no terminationGracePeriodSeconds");
        }
        return Stream.of(
                workload.isOurs() && preStop == 0 ? workload + ": no preStop sleep, so connections arrive after the end has begun" : "",
                grace < preStop + AIR + (workload.isOurs() ? LONGEST : 0) ? workload + ": terminationGracePeriodSeconds is shorter than preStop and draining" : "")
                .filter(problem -> !problem.isEmpty());
    }

    private static int number(String text) {
        return text.isEmpty() ? 0 : Integer.parseInt(text);
    }
}
