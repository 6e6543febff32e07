package dev.claviger.token.userinfo;

import dev.claviger.contract.AccessTokenClaims;
import dev.claviger.token.cors.CrossOrigin;
import dev.claviger.token.exchange.Exchange;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** The userinfo endpoint (OpenID Connect Core §5.3): what happens to a question, from top to bottom. */
@ApplicationScoped
class UserInfoEndpoint {

    private final UserInfo userInfo;
    private final CrossOrigin crossOrigin;
    private final MeterRegistry meters;

    @Inject
    UserInfoEndpoint(UserInfo userInfo, CrossOrigin crossOrigin, MeterRegistry meters) {
        this.userInfo = userInfo;
        this.crossOrigin = crossOrigin;
        this.meters = meters;
    }

    void handle(Exchange exchange) {
        exchange.readGetOrPost()
                .map(BearerToken::of)
                .compose(userInfo::live)
                .compose(token -> tell(token, exchange))
                .onSuccess(answer -> answer(answer, exchange))
                .onFailure(failure -> count(exchange.refuse(failure).outcome()));
    }

    private Future<JsonObject> tell(AccessTokenClaims token, Exchange exchange) {
        return crossOrigin.admit(exchange, token.client()).compose(admitted -> userInfo.of(token));
    }

    private void answer(JsonObject answer, Exchange exchange) {
        exchange.answer(answer);
        count("told");
    }

    private void count(String outcome) {
        meters.counter("claviger.userinfo.requests", "outcome", outcome).increment();
    }
}
