package dev.claviger.token.endpoint;

import dev.claviger.token.client.ClientEvidence;
import dev.claviger.token.dialect.BodyEncoding;
import dev.claviger.token.dialect.Dialect;
import dev.claviger.token.dialect.Dialect.GrantTypeRule;
import dev.claviger.token.dialect.Presentation;
import dev.claviger.token.error.OAuthException;
import dev.claviger.token.grant.AccessRequest;
import dev.claviger.token.grant.GrantType;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A token request (RFC 6749 §4.4.2), read but not judged: who says to ask, and for what. */
record TokenRequest(GrantType grantType, BodyEncoding encoding, ClientEvidence client, AccessRequest access) {

    /** Refuses with invalid_request or unsupported_grant_type what cannot be understood. */
    static TokenRequest parse(Dialect dialect, HttpServerRequest request, Buffer body) {
        BodyEncoding encoding = encoding(dialect, request, body);
        Parameters parameters = parameters(encoding, request, body);
        GrantType grantType = grantType(dialect, parameters, body);
        ClientEvidence client = new ClientEvidence(request.headers().getAll("Authorization"), parameters.text("client_id"),
                parameters.text("client_secret"), parameters.has("client_assertion"), Presentation.in(encoding));
        return new TokenRequest(grantType, encoding, client,
                new AccessRequest(parameters.text("scope"), dialect.longestScope(), parameters.resources()));
    }

    /** Clients of Lucidtech send no body, with or without the form's content type: then there is nothing to misread. */
    private static BodyEncoding encoding(Dialect dialect, HttpServerRequest request, Buffer body) {
        Optional<BodyEncoding> named = BodyEncoding.of(request.getHeader("Content-Type")).filter(dialect::accepts);
        if (named.isEmpty() && body.length() > 0) {
            throw OAuthException.invalidRequest("the content type is not one this endpoint reads");
        }
        return named.orElse(dialect.defaultEncoding());
    }

    private static Parameters parameters(BodyEncoding encoding, HttpServerRequest request, Buffer body) {
        Parameters parameters = new Parameters();
        QueryParameters.addTo(parameters, request.query());
        if (body.length() > 0 && encoding == BodyEncoding.JSON) {
            JsonParameters.addTo(parameters, body.getBytes());
        } else if (body.length() > 0) {
            parameters.addEncoded(body.toString());
        }
        return parameters;
    }

    private static GrantType grantType(Dialect dialect, Parameters parameters, Buffer body) {
        Optional<String> named = parameters.text("grant_type");
        if (named.isPresent()) {
            return GrantType.of(named.get());
        }
        if (dialect.grantTypeRule() == GrantTypeRule.REQUIRED) {
            throw OAuthException.missing(List.of("grant_type"));
        }
        return grantTypeByMembers(parameters, body);
    }

    /** No refresh token was issued yet, so none is valid: the same answer as for any other that is not. */
    private static GrantType grantTypeByMembers(Parameters parameters, Buffer body) {
        if (parameters.has("refresh_token")) {
            throw OAuthException.invalidRefreshToken();
        }
        if (body.length() == 0) {
            throw OAuthException.absentBody();
        }
        List<String> missing = Stream.of("client_id", "client_secret").filter(name -> !parameters.has(name)).toList();
        if (!missing.isEmpty()) {
            throw OAuthException.missing(missing);
        }
        return GrantType.CLIENT_CREDENTIALS;
    }
}
