package dev.claviger.credential.console.environment.upstream;

import java.util.List;
import java.util.function.Predicate;

import dev.claviger.credential.usage.fact.Activity;

/**
 * What became of requests that gateways passed on, or wanted to.
 *
 * @param forwarded answered by an upstream
 * @param failed    refused because of the upstreams
 */
public record Traffic(long forwarded, long failed) {

    public static Traffic of(List<Activity> activity) {
        return new Traffic(sum(activity, one -> one.outcome().equals("forwarded")), sum(activity, one -> one.reason() != null && one.reason().startsWith("upstream")));
    }

    long requests() {
        return forwarded + failed;
    }

    private static long sum(List<Activity> activity, Predicate<Activity> what) {
        return activity.stream().filter(what).mapToLong(Activity::requests).sum();
    }
}
