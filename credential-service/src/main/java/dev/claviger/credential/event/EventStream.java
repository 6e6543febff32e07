package dev.claviger.credential.event;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import dev.claviger.credential.problem.Problem;
import dev.claviger.credential.problem.ProblemRoutes;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * {@code GET /internal/events?after=N}: server-sent events, held open. Written on the Vert.x response itself, whose write
 * queue tells how fast a follower reads.
 */
@ApplicationScoped
class EventStream {

    private final EventFeed feed;
    private final FeedJournal journal;
    private final ProblemRoutes problems;

    EventStream(EventFeed feed, FeedJournal journal, ProblemRoutes problems) {
        this.feed = feed;
        this.journal = journal;
        this.problems = problems;
    }

    void register(@Observes Router router) {
        router.get("/internal/events").handler(this::open);
    }

    private void open(RoutingContext request) {
        String after = request.request().getParam("after");
        if (after == null || !after.matches("[0-9]{1,18}")) {
            problems.answer(request, Problem.invalid("after", "must be the position after which to begin, a whole number"));
            return;
        }
        journal.retained().subscribe().with(
                retained -> follow(request, Long.parseLong(after), retained),
                failure -> problems.answer(request, Problem.unavailable("The feed cannot be read at the moment")));
    }

    private void follow(RoutingContext request, long after, FeedJournal.Retained retained) {
        if (!retained.covers(after, request.request().getParam("feed"))) {
            problems.answer(request, Problem.gone("Positions from " + retained.oldest() + " to " + retained.position() + " of feed "
                    + retained.feedId() + " can be followed. Take a snapshot and follow from its position"));
            return;
        }
        HttpServerResponse response = request.response().setChunked(true)
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/event-stream").putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        feed.context().runOnContext(now -> join(response, after));
    }

    /** Asks at the end whether it is closed: a connection that closed before the handlers were set calls none of them. */
    private void join(HttpServerResponse response, long after) {
        Follower follower = new Follower(response, feed.context(), after);
        response.closeHandler(gone -> feed.leave(follower));
        response.exceptionHandler(broken -> feed.leave(follower));
        feed.join(follower);
        if (response.closed()) {
            feed.leave(follower);
        }
    }
}
