package dev.claviger.gateway.explain;

import dev.claviger.contract.CallProof;
import dev.claviger.gateway.refuse.Refusal;
import dev.claviger.gateway.refuse.RefusalResponse;
import dev.claviger.gateway.refuse.Refused;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.Arrays;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * {@code POST /explain} on the management port: a {@link Question} as JSON, or {@code {"refused": label}} for what an access log line says. What is
 * asked about stands in the body, since an address ends up in logs.
 */
public final class ExplainEndpoint {

    private static final Logger LOG = Logger.getLogger(ExplainEndpoint.class);
    private static final String PATH = "/explain";
    private static final long LARGEST_BODY = 32 * 1024;

    private final Operator operator;
    private final Explainer explainer;
    private final RefusalResponse refusals;

    public ExplainEndpoint(Operator operator, Explainer explainer, RefusalResponse refusals) {
        this.operator = operator;
        this.explainer = explainer;
        this.refusals = refusals;
    }

    public void register(Router management) {
        management.post(PATH).handler(BodyHandler.create(false).setBodyLimit(LARGEST_BODY)).handler(this::answer)
                .failureHandler(tooLarge -> fail(tooLarge.request(), new Refused(Refusal.BODY_TOO_LARGE)));
    }

    private void answer(RoutingContext context) {
        HttpServerRequest request = context.request();
        operator.require(request.headers(), context.body().buffer() == null ? new byte[0] : context.body().buffer().getBytes()).compose(allowed -> explanation(context)).onSuccess(answer -> send(request.response(), 200, answer.toJson()))
                .onFailure(failure -> fail(request, failure));
    }

    private Future<Explanation> explanation(RoutingContext context) {
        if (context.body().buffer() == null || !(Json.decodeValue(context.body().buffer()) instanceof JsonObject body)) {
            throw new IllegalArgumentException("a JSON object is expected");
        }
        return body.containsKey("refused") ? Future.succeededFuture(Explanation.of(refusal(body))) : explainer.explain(Question.of(body));
    }

    private static Refusal refusal(JsonObject body) {
        return Arrays.stream(Refusal.values()).filter(refusal -> refusal.label().equals(body.getValue("refused"))).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("refused: no reason is called so"));
    }

    private void fail(HttpServerRequest request, Throwable failure) {
        if (failure instanceof Refused refused) {
            refusals.write(request, refused, UUID.randomUUID().toString());
        } else if (failure instanceof UnprovenCall unproven) {
            // RFC 9110 §15.5.2: with the challenge.
            request.response().putHeader("WWW-Authenticate", CallProof.HEADER);
            send(request.response(), unproven.status(), new JsonObject().put("status", unproven.status()).put("title", "Not proven").put("detail", unproven.getMessage()));
        } else if (failure instanceof IllegalArgumentException || failure instanceof DecodeException) {
            send(request.response(), 400, new JsonObject().put("status", 400).put("title", "Bad Request")
                    .put("detail", failure instanceof DecodeException ? "the body is no JSON" : failure.getMessage()));
        } else {
            // Its message is not logged: it could repeat what was asked about.
            LOG.errorf("Explaining failed: %s", failure.getClass().getName());
            refusals.write(request, new Refused(Refusal.INTERNAL), UUID.randomUUID().toString());
        }
    }

    private static void send(HttpServerResponse response, int status, JsonObject body) {
        response.setStatusCode(status).putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .putHeader(HttpHeaders.CONTENT_TYPE, status == 200 ? "application/json" : "application/problem+json").end(body.encodePrettily() + "\n");
    }
}
