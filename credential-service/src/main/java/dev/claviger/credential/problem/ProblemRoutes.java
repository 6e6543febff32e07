package dev.claviger.credential.problem;

import java.util.regex.Pattern;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The refusals that are made before or beside JAX-RS, in the same form: too large a body, a path with steps in it, and one nobody serves. */
@ApplicationScoped
public class ProblemRoutes {

    private static final int BEFORE_THE_BODY_IS_READ = 1000;
    /** To close at once would reset the connection while the caller still sends, and take the answer from it. */
    private static final long TIME_TO_READ_THE_ANSWER_MS = 1000;
    /** Ample for whatever a program sends of one thing; forms, in which a sign may take three, and reports of our own services may be as large as the server takes. */
    private static final long LARGEST_ADMIN_BODY = 64 * 1024;
    /** Also encoded, as routers resolve it all the same. */
    private static final Pattern STEP = Pattern.compile("(^|[/\\\\])(\\.|%2[eE]){1,2}([/\\\\]|$)");

    private final ObjectMapper json;
    private final long largestBody;

    ProblemRoutes(ObjectMapper json, @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize largestBody) {
        this.json = json;
        this.largestBody = largestBody.asLongValue();
    }

    void register(@Observes Filters filters) {
        filters.register(this::refuseTooLargeABody, BEFORE_THE_BODY_IS_READ);
        filters.register(this::refuseSteps, BEFORE_THE_BODY_IS_READ + 1);
    }

    void register(@Observes Router router) {
        router.route().last().handler(request -> answer(request, Problem.notFound("resource")));
        router.errorHandler(400, request -> answer(request, Problem.malformed("The request target or a header field is malformed")));
        router.errorHandler(413, request -> answer(request, tooLarge(request)));
    }

    private void refuseTooLargeABody(RoutingContext request) {
        String length = request.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length != null && length.length() < 19 && Long.parseLong(length) > largestBodyOf(request)) {
            request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            request.addEndHandler(answered -> request.vertx().setTimer(TIME_TO_READ_THE_ANSWER_MS, late -> request.request().connection().close()));
            answer(request, tooLarge(request));
        } else {
            request.next();
        }
    }

    /** Clients take them out before they send (RFC 3986 §5.2.4). Left in, an edge that lets one path through would let all through. */
    private void refuseSteps(RoutingContext request) {
        String path = request.request().path();
        if (path != null && STEP.matcher(path).find()) {
            answer(request, Problem.notFound("resource"));
        } else {
            request.next();
        }
    }

    private long largestBodyOf(RoutingContext request) {
        return request.normalizedPath().startsWith("/internal/") || request.normalizedPath().startsWith("/console/") ? largestBody : LARGEST_ADMIN_BODY;
    }

    private Problem tooLarge(RoutingContext request) {
        return Problem.tooLarge("A body may have up to " + largestBodyOf(request) + " bytes");
    }

    /** Writes a refusal outside JAX-RS. */
    public void answer(RoutingContext request, Problem problem) {
        if (request.response().ended()) {
            return;
        }
        request.response().setStatusCode(problem.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, ProblemDetails.MEDIA_TYPE)
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        problem.headers().forEach(request.response()::putHeader);
        request.response().end(write(problem));
    }

    private String write(Problem problem) {
        try {
            return json.writeValueAsString(problem.details());
        } catch (JsonProcessingException cannotBe) {
            throw new IllegalStateException(cannotBe);
        }
    }
}
