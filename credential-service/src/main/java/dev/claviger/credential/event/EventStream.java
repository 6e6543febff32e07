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
        if (feed.isLeaving()) {
            problems.answer(request, Problem.unavailable("This replica is about to end; another has the feed, too"));
            return;
        }
        FollowerPlace place;
        try {
            place = FollowerPlace.of(request.request().params());
        } catch (Problem invalid) {
            problems.answer(request, invalid);
            return;
        }
        journal.retained(place.after()).subscribe().with(
                retained -> follow(request, place, retained),
                failure -> problems.answer(request, Problem.unavailable("The feed cannot be read at the moment")));
    }

    private void follow(RoutingContext request, FollowerPlace place, FeedJournal.Retained retained) {
        if (retained.contradicts(place)) {
            problems.answer(request, Problem.conflict("Position " + place.after() + " of feed " + retained.feedId()
                    + " is of another event: the database was restored. An operator must decide; until then nothing can be followed from there"));
            return;
        }
        if (!retained.covers(place)) {
            problems.answer(request, Problem.gone("Positions from " + retained.oldest() + " to " + retained.position() + " of feed "
                    + retained.feedId() + " can be followed. Take a snapshot and follow from its position"));
            return;
        }
        HttpServerResponse response = request.response().setChunked(true)
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/event-stream").putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        feed.context().runOnContext(now -> join(response, place.after()));
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
