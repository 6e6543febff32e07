package dev.claviger.token.endpoint;

import dev.claviger.token.client.AuthenticatedClient;
import dev.claviger.token.client.ClientAuthentication;
import dev.claviger.token.dialect.Dialect;
import dev.claviger.token.error.OAuthErrorResponse;
import dev.claviger.token.error.OAuthException;
import dev.claviger.token.grant.ClientCredentialsGrant;
import dev.claviger.token.token.AccessTokenIssuer;
import dev.claviger.token.token.IssuedToken;
import dev.claviger.token.usage.CallerAddress;
import dev.claviger.token.usage.UsageLog;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.jboss.logging.Logger;

/** The token endpoint (RFC 6749 §3.2): what happens to a request, from top to bottom. */
@ApplicationScoped
class TokenEndpoint {

    private static final Logger LOG = Logger.getLogger(TokenEndpoint.class);

    private final ClientAuthentication authentication;
    private final ClientCredentialsGrant clientCredentials;
    private final AccessTokenIssuer issuer;
    private final UsageLog usage;
    private final CallerAddress callerAddress;
    private final TokenMetrics metrics;
    private final Vertx vertx;

    @Inject
    TokenEndpoint(ClientAuthentication authentication, ClientCredentialsGrant clientCredentials, AccessTokenIssuer issuer,
            UsageLog usage, CallerAddress callerAddress, TokenMetrics metrics, Vertx vertx) {
        this.authentication = authentication;
        this.clientCredentials = clientCredentials;
        this.issuer = issuer;
        this.usage = usage;
        this.callerAddress = callerAddress;
        this.metrics = metrics;
        this.vertx = vertx;
    }

    /** Runs on the event loop, and never blocks it. */
    void handle(HttpServerRequest http, Dialect dialect) {
        forbidStoring(http);
        readBody(http)
                .map(body -> TokenRequest.parse(dialect, http, body))
                .onSuccess(request -> answer(request, http, dialect))
                .onFailure(failure -> refuse(failure, "none", http, dialect));
    }

    private void answer(TokenRequest request, HttpServerRequest http, Dialect dialect) {
        authenticate(request)
                .map(client -> clientCredentials.grant(client, request.access()))
                .map(issuer::issue)
                .onSuccess(token -> issued(token, request, http, dialect))
                .onFailure(failure -> refuse(failure, request.grantType().value(), http, dialect));
    }

    /** RFC 6749 §5.1, and for errors just the same: nothing said here is for a cache. */
    private static void forbidStoring(HttpServerRequest http) {
        http.response().putHeader("Cache-Control", "no-store").putHeader("Pragma", "no-cache");
    }

    private static Future<Buffer> readBody(HttpServerRequest http) {
        return http.method() == HttpMethod.POST ? RequestBody.read(http) : Future.failedFuture(OAuthException.notPost());
    }

    private Future<AuthenticatedClient> authenticate(TokenRequest request) {
        return Future.succeededFuture(request.client()).compose(authentication::authenticate);
    }

    private void issued(IssuedToken token, TokenRequest request, HttpServerRequest http, Dialect dialect) {
        TokenResponse.write(token, dialect.answerTo(request.encoding()), http.response());
        usage.used(token.claims().credential(), callerAddress.of(http));
        metrics.issued(dialect, request.grantType().value());
    }

    private void refuse(Throwable failure, String grantType, HttpServerRequest http, Dialect dialect) {
        OAuthException refusal = failure instanceof OAuthException known ? known : unexpected(failure);
        metrics.refused(dialect, grantType, refusal.code());
        if (!http.response().ended() && !http.response().closed()) {
            OAuthErrorResponse.write(refusal, dialect.errorShape(), http.response());
            if (refusal.isOfTheBodySize()) {
                RequestBody.abandon(http, vertx);
            }
        }
    }

    private static OAuthException unexpected(Throwable failure) {
        LOG.error("A token request failed", failure);
        return OAuthException.serverError();
    }
}
