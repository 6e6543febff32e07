package dev.claviger.token.endpoint;

import dev.claviger.contract.RefreshToken;
import dev.claviger.contract.VerifiedClient;
import dev.claviger.token.client.AuthenticatedClient;
import dev.claviger.token.client.ClientAuthentication;
import dev.claviger.token.code.Codes;
import dev.claviger.token.code.PresentedCode;
import dev.claviger.token.cors.CrossOrigin;
import dev.claviger.token.dialect.Dialect;
import dev.claviger.token.error.OAuthException;
import dev.claviger.token.exchange.Exchange;
import dev.claviger.token.grant.AuthorizationCodeGrant;
import dev.claviger.token.grant.ClientCredentialsGrant;
import dev.claviger.token.grant.Grant;
import dev.claviger.token.grant.HeldGrant;
import dev.claviger.token.grant.RefreshTokenGrant;
import dev.claviger.token.guess.GuessLimits;
import dev.claviger.token.openid.IdTokens;
import dev.claviger.token.refresh.RefreshTokens;
import dev.claviger.token.token.IssuedTokens;
import dev.claviger.token.usage.OutcomeLog;
import dev.claviger.token.usage.UsageLog;
import io.vertx.core.Future;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import java.util.Optional;

/** The token endpoint (RFC 6749 §3.2): what happens to a request, from top to bottom. */
@ApplicationScoped
class TokenEndpoint {

    private final ClientAuthentication authentication;
    private final AuthorizationCodeGrant authorizationCode;
    private final Codes codes;
    private final ClientCredentialsGrant clientCredentials;
    private final RefreshTokenGrant refreshTokenGrant;
    private final RefreshTokens refreshTokens;
    private final IdTokens idTokens;
    private final CrossOrigin crossOrigin;
    private final GuessLimits guesses;
    private final UsageLog usage;
    private final OutcomeLog outcomes;
    private final TokenMetrics metrics;

    @Inject
    TokenEndpoint(ClientAuthentication authentication, AuthorizationCodeGrant authorizationCode, Codes codes,
            ClientCredentialsGrant clientCredentials, RefreshTokenGrant refreshTokenGrant, RefreshTokens refreshTokens, IdTokens idTokens, CrossOrigin crossOrigin,
            GuessLimits guesses, UsageLog usage, OutcomeLog outcomes, TokenMetrics metrics) {
        this.authentication = authentication;
        this.authorizationCode = authorizationCode;
        this.codes = codes;
        this.clientCredentials = clientCredentials;
        this.refreshTokenGrant = refreshTokenGrant;
        this.refreshTokens = refreshTokens;
        this.idTokens = idTokens;
        this.crossOrigin = crossOrigin;
        this.guesses = guesses;
        this.usage = usage;
        this.outcomes = outcomes;
        this.metrics = metrics;
    }

    void handle(Exchange exchange, Dialect dialect) {
        exchange.read()
                .compose(message -> crossOrigin.admit(exchange, message.client()).map(message))
                .map(message -> TokenRequest.parse(dialect, message))
                .onSuccess(request -> answer(request, exchange, dialect))
                .onFailure(failure -> refuse(failure, "none", new Asker(), exchange, dialect));
    }

    private void answer(TokenRequest request, Exchange exchange, Dialect dialect) {
        Asker asker = new Asker();
        tokens(request, asker, dialect)
                .onSuccess(tokens -> issued(tokens, request, asker, exchange, dialect))
                .onFailure(failure -> refuse(failure, request.grantType().value(), asker, exchange, dialect));
    }

    private Future<IssuedTokens> tokens(TokenRequest request, Asker asker, Dialect dialect) {
        return switch (request.grantType()) {
            case AUTHORIZATION_CODE -> authentication.recognize(request.client()).onSuccess(asker::is)
                    .compose(client -> exchange(request.code(), client, request));
            case CLIENT_CREDENTIALS -> authentication.authenticate(request.client()).onSuccess(asker::is)
                    .map(client -> clientCredentials.grant(client, request.access()))
                    .compose(grant -> refreshTokens.begin(grant, dialect.refreshesByTokenAlone()));
            case REFRESH_TOKEN -> authenticateWhereNeeded(request, dialect).onSuccess(client -> client.ifPresent(asker::is))
                    .compose(client -> refresh(request.presentedRefreshToken(), client, request, asker));
        };
    }

    private Future<IssuedTokens> exchange(PresentedCode code, AuthenticatedClient client, TokenRequest request) {
        return find(code, client, request.client().callerAddress())
                .compose(agreement -> authorizationCode.grant(agreement.held(), agreement.scopes(), agreement.nonce(), client, request.access())
                        .compose(grant -> idTokens.prepare(grant).compose(draft -> codes.exchange(agreement, grant).map(draft::completing))));
    }

    /** Who has proven nothing may be guessing. */
    private Future<Codes.Agreement> find(PresentedCode code, AuthenticatedClient client, String callerAddress) {
        return client.isPublic()
                ? guesses.ask(callerAddress, () -> codes.find(code, client)).onFailure(refusal -> count(refusal, callerAddress))
                : codes.find(code, client);
    }

    private Future<IssuedTokens> refresh(RefreshToken token, Optional<AuthenticatedClient> client, TokenRequest request, Asker asker) {
        return find(token, client, request.client().callerAddress())
                .compose(held -> refreshTokenGrant.grant(held, client, request.access())).onSuccess(asker::is)
                .compose(grant -> idTokens.prepare(grant).compose(draft -> refreshTokens.use(token, grant).map(draft::completing)));
    }

    /** Where nobody has proven who it is, a refresh token that is none may be a guess, and counts as one. */
    private Future<HeldGrant> find(RefreshToken token, Optional<AuthenticatedClient> client, String callerAddress) {
        return client.filter(known -> !known.isPublic()).isPresent()
                ? refreshTokens.find(token, client)
                : guesses.ask(callerAddress, () -> refreshTokens.find(token, client)).onFailure(refusal -> count(refusal, callerAddress));
    }

    private void count(Throwable refusal, String callerAddress) {
        if (OAuthException.isInvalidGrant(refusal)) {
            guesses.failed(callerAddress);
        }
    }

    /** RFC 6749 §6: a client that has credentials must authenticate; where its dialect knows no way to, the token must do. */
    private Future<Optional<AuthenticatedClient>> authenticateWhereNeeded(TokenRequest request, Dialect dialect) {
        return dialect.refreshesByTokenAlone() && request.client().isAbsent()
                ? Future.succeededFuture(Optional.empty())
                : authentication.recognize(request.client()).map(Optional::of);
    }

    private void issued(IssuedTokens tokens, TokenRequest request, Asker asker, Exchange exchange, Dialect dialect) {
        exchange.answer(TokenResponse.of(tokens, dialect.answerTo(request.encoding())));
        usage.used(tokens.credential(), exchange.callerAddress());
        asker.client().ifPresent(client -> outcomes.issued(client, request.grantType().value(), request.access().scopes()));
        metrics.issued(dialect, request.grantType().value());
    }

    private void refuse(Throwable failure, String grantType, Asker asker, Exchange exchange, Dialect dialect) {
        String outcome = exchange.refuse(failure).outcome();
        outcomes.refused(asker.client(), grantType, outcome);
        metrics.refused(dialect, grantType, outcome);
    }

    /** Who asks, once that is proven. */
    private static final class Asker {
        private volatile VerifiedClient client;

        void is(AuthenticatedClient proven) {
            client = proven.client();
        }

        /** Where the refresh token alone says it. */
        void is(Grant granted) {
            client = granted.client();
        }

        Optional<VerifiedClient> client() {
            return Optional.ofNullable(client);
        }
    }
}
