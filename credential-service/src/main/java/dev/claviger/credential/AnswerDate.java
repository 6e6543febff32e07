package dev.claviger.credential;

import java.time.Clock;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import dev.claviger.contract.HttpDate;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/** Every answer says when it was made (RFC 9110 §6.6.1), but for the 400 that Quarkus gives before any handler to a target that is no URI. */
@ApplicationScoped
class AnswerDate {

    private static final int FIRST_OF_ALL = 2000;

    private final HttpDate date = new HttpDate();
    private final Clock clock;

    AnswerDate(Clock clock) {
        this.clock = clock;
    }

    void register(@Observes Filters filters) {
        filters.register(this::onTheWayOut, FIRST_OF_ALL);
    }

    /** When its head goes out: whoever waits long for an answer is not told when the question came. */
    private void onTheWayOut(RoutingContext request) {
        request.addHeadersEndHandler(ready -> request.response().putHeader(HttpHeaders.DATE, date.at(clock.millis())));
        request.next();
    }
}
