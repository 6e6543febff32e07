package dev.claviger.credential.problem;

import java.io.IOException;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;

import org.hibernate.exception.ConstraintViolationException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;

/** Turns whatever ends a request early into a {@link ProblemDetails}. Never a stack trace, never a bare status. */
final class ProblemMappers {

    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final String QUERY_CANCELED = "57014";
    /** The server has ended a connection that was idle amid a transaction. */
    private static final String PAUSED_TOO_LONG = "25P03";

    @ServerExceptionMapper
    Response problem(Problem problem) {
        return answer(problem);
    }

    /** What JAX-RS refuses itself: unknown path, wrong method, media type or Accept. */
    @ServerExceptionMapper
    Response ofHttp(WebApplicationException refusal) {
        if (refusal instanceof NotFoundException) {
            return answer(Problem.notFound("resource"));
        }
        int status = refusal.getResponse().getStatus();
        return status >= 500 ? unexpected(refusal) : answer(Problem.ofStatus(status, headersOf(refusal.getResponse())));
    }

    /** Two requests at the same moment wanted what only one can have; the check before the insert tells all others better. */
    @ServerExceptionMapper
    Response conflict(ConstraintViolationException violation) {
        LOG.debug("refused by a constraint", violation);
        return answer(Problem.conflict("Another request changed the same at the same moment. Read it again and repeat"));
    }

    @ServerExceptionMapper
    Response anythingElse(Throwable failure) {
        if (isState(failure, "40")) {
            return answer(Problem.conflict("Another request changed the same at the same moment. Read it again and repeat"));
        }
        if (isState(failure, LOCK_NOT_AVAILABLE) || isState(failure, QUERY_CANCELED)) {
            LOG.warn("the database took too long: " + failure);
            return answer(Problem.unavailable("Another request has held the same for too long. Nothing was changed; repeat it"));
        }
        if (causes(failure).anyMatch(ClosedConnectionException.class::isInstance)) {
            LOG.warn("a connection to the database broke off: " + failure);
            return answer(Problem.unavailable("The connection to the database broke off. Look before you repeat it: it may have been done"));
        }
        return isOutage(failure) ? unavailable(failure) : unexpected(failure);
    }

    private static Response unavailable(Throwable failure) {
        LOG.warn("the database cannot be reached: " + failure);
        return answer(Problem.unavailable("The database cannot be reached. Nothing was changed"));
    }

    private static Response unexpected(Throwable failure) {
        String incident = UUID.randomUUID().toString();
        LOG.errorf(failure, "incident %s", incident);
        return answer(Problem.unexpected(incident));
    }

    /** Connection refused, reset or closed, or the server shutting down. */
    private static boolean isOutage(Throwable failure) {
        return isState(failure, "57P") || isState(failure, PAUSED_TOO_LONG) || causes(failure).anyMatch(IOException.class::isInstance);
    }

    /** SQLSTATE class 40: a deadlock or a serialization failure, where repeating helps; 57P: the server is going down. */
    private static boolean isState(Throwable failure, String prefix) {
        return causes(failure).map(ProblemMappers::stateOf).anyMatch(state -> state != null && state.startsWith(prefix));
    }

    /** Of the driver's exception, or of the one Hibernate has made of it. */
    private static String stateOf(Throwable cause) {
        return cause instanceof PgException told ? told.getSqlState() : cause instanceof SQLException made ? made.getSQLState() : null;
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause);
    }

    private static Map<String, String> headersOf(Response response) {
        Map<String, String> headers = new LinkedHashMap<>();
        String allow = response.getHeaderString("Allow");
        if (allow != null) {
            headers.put("Allow", allow);
        }
        return headers;
    }

    private static Response answer(Problem problem) {
        Response.ResponseBuilder answer = Response.status(problem.status()).type(ProblemDetails.MEDIA_TYPE)
                .header("Cache-Control", "no-store").entity(problem.details());
        problem.headers().forEach(answer::header);
        return answer.build();
    }
}
