package dev.claviger.gateway.limit.store;

import dev.claviger.gateway.limit.count.CounterKey;
import dev.claviger.gateway.limit.count.Limit;
import dev.claviger.gateway.limit.count.Standing;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The script that counts, as the store is asked to run it. Its time is the store's, so replicas need not agree on theirs. */
final class CountScript {

    private static final String FILE = "count.lua";
    private static final long MICROS = 1_000_000;

    private final String text;

    CountScript() {
        try (InputStream file = CountScript.class.getResourceAsStream(FILE)) {
            this.text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Answered with the name by which it can be run. */
    Request load() {
        return Request.cmd(Command.SCRIPT).arg("LOAD").arg(text);
    }

    Request run(String name, List<Limit> limits) {
        return arguments(Request.cmd(Command.EVALSHA).arg(name), limits);
    }

    /** For a store that has forgotten it; from then on it knows it again. */
    Request runWhole(List<Limit> limits) {
        return arguments(Request.cmd(Command.EVAL).arg(text), limits);
    }

    static Standing standing(List<Limit> limits, Response answer) {
        long wait = Standing.roundedUp(answer.get(3).toLong(), MICROS);
        return new Standing(limits.get(answer.get(1).toInteger() - 1), answer.get(0).toInteger() == 1, answer.get(2).toLong(), wait);
    }

    private static Request arguments(Request request, List<Limit> limits) {
        request.arg(limits.size());
        for (Limit limit : limits) {
            request.arg(name(limit.key()));
        }
        for (Limit limit : limits) {
            request.arg(limit.key().scope().isQuota() ? "quota" : "rate").arg(limit.rate().requests()).arg(limit.rate().per().toSeconds() * MICROS);
        }
        return request;
    }

    /** The part in braces decides where a cluster keeps it: all counters of an environment in one place, since one script reads them together. */
    private static String name(CounterKey key) {
        StringBuilder name = new StringBuilder(96).append("claviger:limits:{").append(key.tenant()).append('/').append(key.environment()).append("}:").append(key.scope().label());
        if (key.client() != null) {
            name.append(':').append(key.client());
        }
        return key.route() == null ? name.toString() : name.append(':').append(key.route()).toString();
    }
}
