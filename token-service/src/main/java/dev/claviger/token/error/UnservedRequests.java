package dev.claviger.token.error;

import dev.claviger.token.dialect.ErrorShape;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/**
 * What reaches no OAuth endpoint, and what is refused where documents are read: JSON as everywhere else, since the client that has
 * its path wrong parses the answer all the same.
 */
@ApplicationScoped
class UnservedRequests {

    void register(@Observes Router router) {
        router.route().last().handler(request -> refuse(request, OAuthException.unknownPath()));
    }

    @ServerExceptionMapper
    Response refused(WebApplicationException refusal) {
        return answer(meaning(refusal));
    }

    private static OAuthException meaning(WebApplicationException refusal) {
        if (refusal instanceof NotFoundException) {
            return OAuthException.unknownPath();
        }
        if (refusal instanceof NotAllowedException) {
            return OAuthException.notGet();
        }
        return refusal.getResponse().getStatus() < 500 ? OAuthException.invalidRequest("the request is malformed") : OAuthException.serverError();
    }

    private static void refuse(RoutingContext request, OAuthException refusal) {
        if (!request.response().ended()) {
            request.response().putHeader("Cache-Control", "no-store");
            OAuthErrorResponse.write(refusal, ErrorShape.OAUTH, request.response());
        }
    }

    private static Response answer(OAuthException refusal) {
        Response.ResponseBuilder answer = Response.status(refusal.status()).type(MediaType.APPLICATION_JSON_TYPE)
                .header("Cache-Control", "no-store").entity(OAuthErrorResponse.body(refusal, ErrorShape.OAUTH).encode());
        refusal.headers().forEach(answer::header);
        return answer.build();
    }
}
