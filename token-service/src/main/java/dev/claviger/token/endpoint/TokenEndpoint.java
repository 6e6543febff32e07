package dev.claviger.token.endpoint;

import dev.claviger.token.client.ClientAuthentication;
import dev.claviger.token.dialect.Dialect;
import dev.claviger.token.exchange.Exchange;
import dev.claviger.token.grant.ClientCredentialsGrant;
import dev.claviger.token.token.AccessTokenIssuer;
import dev.claviger.token.token.IssuedToken;
import dev.claviger.token.usage.UsageLog;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** The token endpoint (RFC 6749 §3.2): what happens to a request, from top to bottom. */
@ApplicationScoped
class TokenEndpoint {

    private final ClientAuthentication authentication;
    private final ClientCredentialsGrant clientCredentials;
    private final AccessTokenIssuer issuer;
    private final UsageLog usage;
    private final TokenMetrics metrics;

    @Inject
    TokenEndpoint(ClientAuthentication authentication, ClientCredentialsGrant clientCredentials, AccessTokenIssuer issuer,
            UsageLog usage, TokenMetrics metrics) {
        this.authentication = authentication;
        this.clientCredentials = clientCredentials;
        this.issuer = issuer;
        this.usage = usage;
        this.metrics = metrics;
    }

    void handle(Exchange exchange, Dialect dialect) {
        exchange.read()
                .map(message -> TokenRequest.parse(dialect, message))
                .onSuccess(request -> answer(request, exchange, dialect))
                .onFailure(failure -> refuse(failure, "none", exchange, dialect));
    }

    private void answer(TokenRequest request, Exchange exchange, Dialect dialect) {
        authentication.authenticate(request.client())
                .map(client -> clientCredentials.grant(client, request.access()))
                .map(issuer::issue)
                .onSuccess(token -> issued(token, request, exchange, dialect))
                .onFailure(failure -> refuse(failure, request.grantType().value(), exchange, dialect));
    }

    private void issued(IssuedToken token, TokenRequest request, Exchange exchange, Dialect dialect) {
        exchange.answer(TokenResponse.of(token, dialect.answerTo(request.encoding())));
        usage.used(token.claims().credential(), exchange.callerAddress());
        metrics.issued(dialect, request.grantType().value());
    }

    private void refuse(Throwable failure, String grantType, Exchange exchange, Dialect dialect) {
        metrics.refused(dialect, grantType, exchange.refuse(failure).code());
    }
}
