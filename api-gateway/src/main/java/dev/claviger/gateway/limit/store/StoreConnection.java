package dev.claviger.gateway.limit.store;

import dev.claviger.gateway.limit.count.Limit;
import dev.claviger.gateway.limit.count.Standing;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayDeque;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * One event loop's connection to the store. Questions follow each other without waiting, and are answered in that order: when the oldest is late, all are.
 * Then they fail, and so does every further one at once, until the store has caught up: nothing piles up. When it does not within a second, or
 * breaks off, another connection is tried each second.
 */
final class StoreConnection {

    private static final Logger LOG = Logger.getLogger(StoreConnection.class);
    private static final long RETRY_MILLIS = 1000;
    private static final long HANGS_NANOS = 1_000_000_000L;
    private static final long CONNECT_MILLIS = 2000;
    private static final int MOST_QUESTIONS = 4096;
    private static final RuntimeException UNREACHED = new IllegalStateException("the store of limits is not reached", null);

    private final Vertx vertx;
    private final RedisOptions options;
    private final long timeoutNanos;
    private final StoreMetrics metrics;
    private final CountScript script = new CountScript();
    private final ArrayDeque<Question> unanswered = new ArrayDeque<>();
    private Redis client;
    private RedisConnection connection;
    private String scriptName;
    private boolean behind;
    private boolean complained;

    private record Question(Promise<Response> answer, long asked) {
    }

    StoreConnection(Vertx vertx, RedisOptions options, long timeoutNanos, StoreMetrics metrics) {
        this.vertx = vertx;
        this.options = options.setMaxWaitingHandlers(MOST_QUESTIONS);
        this.timeoutNanos = timeoutNanos;
        this.metrics = metrics;
        vertx.setPeriodic(Math.max(1, timeoutNanos / 5_000_000), tick -> failWhenLate());
        open();
    }

    /** @return fails when the store does not answer in time, with nothing of it counted or all of it */
    Future<Standing> count(List<Limit> limits) {
        if (connection == null || behind) {
            return Future.failedFuture(UNREACHED);
        }
        return ask(script.run(scriptName, limits)).recover(failure -> hasForgotten(failure) ? ask(script.runWhole(limits)) : Future.failedFuture(failure))
                .map(answer -> CountScript.standing(limits, answer));
    }

    private Future<Response> ask(Request request) {
        if (connection == null || behind || unanswered.size() == MOST_QUESTIONS) {
            return Future.failedFuture(UNREACHED);
        }
        Redis asked = client;
        Question question = new Question(Promise.promise(), System.nanoTime());
        unanswered.add(question);
        connection.send(request).onComplete(reply -> answered(asked, question, reply));
        return question.answer().future();
    }

    private void answered(Redis asked, Question question, AsyncResult<Response> reply) {
        unanswered.remove(question);
        behind = behind && !unanswered.isEmpty();
        if (reply.succeeded()) {
            question.answer().tryComplete(reply.result());
        } else {
            question.answer().tryFail(reply.cause());
            if (!hasForgotten(reply.cause())) {
                giveUp(asked, reply.cause().toString());
            }
        }
    }

    /** Scripts are gone when the store was restarted, or somebody told it to drop them. */
    private static boolean hasForgotten(Throwable failure) {
        return failure.getMessage() != null && failure.getMessage().startsWith("NOSCRIPT");
    }

    private void open() {
        Redis opening = Redis.createClient(vertx, options);
        client = opening;
        long late = vertx.setTimer(CONNECT_MILLIS, tick -> giveUp(opening, "no connection within " + CONNECT_MILLIS + " ms"));
        opening.connect().compose(opened -> opened.send(script.load()).onSuccess(name -> opened(opening, opened, name.toString())).onFailure(useless -> opened.close()))
                .onComplete(done -> vertx.cancelTimer(late)).onFailure(failure -> giveUp(opening, failure.toString()));
    }

    private void opened(Redis opening, RedisConnection opened, String name) {
        if (client != opening) {
            // Too late: its client was closed while it was being made.
            opened.close();
            return;
        }
        connection = opened;
        scriptName = name;
        opened.endHandler(end -> giveUp(opening, "the store ended the connection"));
        opened.exceptionHandler(failure -> giveUp(opening, failure.toString()));
        metrics.opened();
        if (complained) {
            LOG.info("The store of limits is reached again");
            complained = false;
        }
    }

    private void failWhenLate() {
        Question oldest = unanswered.peek();
        long age = oldest == null ? 0 : System.nanoTime() - oldest.asked();
        if (age > timeoutNanos + HANGS_NANOS) {
            giveUp(client, "no answer for " + age / 1_000_000 + " ms");
        } else if (age > timeoutNanos && !behind) {
            behind = true;
            unanswered.forEach(question -> question.answer().tryFail(UNREACHED));
        }
    }

    private void giveUp(Redis failed, String reason) {
        if (client != failed) {
            return;
        }
        if (connection != null) {
            metrics.closed();
        }
        client = null;
        connection = null;
        behind = false;
        failed.close();
        if (!complained) {
            LOG.warnf("The store of limits is not reached: %s", reason);
            complained = true;
        }
        List<Question> lost = List.copyOf(unanswered);
        unanswered.clear();
        lost.forEach(question -> question.answer().tryFail(UNREACHED));
        vertx.setTimer(RETRY_MILLIS, tick -> open());
    }
}
