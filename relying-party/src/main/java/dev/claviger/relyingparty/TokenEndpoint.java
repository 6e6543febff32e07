package dev.claviger.relyingparty;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Subject;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.UserInfoRequest;
import com.nimbusds.openid.connect.sdk.UserInfoResponse;
import com.nimbusds.openid.connect.sdk.claims.UserInfo;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import dev.claviger.relyingparty.SignInRefused.Reason;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** What this program asks the provider itself: tokens for a code (RFC 6749 §4.1.3), and what it knows of the person (OpenID Connect Core 1.0 §5.3). */
final class TokenEndpoint {

    private static final int SERVER_ERROR = 500;
    private static final int TOO_MANY = 429;

    private final ProviderCalls calls;

    TokenEndpoint(ProviderCalls calls) {
        this.calls = calls;
    }

    OIDCTokens exchange(AuthorizationCode code, Registration registration, Attempt attempt, OIDCProviderMetadata metadata) {
        AuthorizationCodeGrant grant = new AuthorizationCodeGrant(code, registration.redirectUri(), new CodeVerifier(attempt.codeVerifier()));
        TokenRequest request = registration.clientSecret()
                .map(secret -> new TokenRequest.Builder(metadata.getTokenEndpointURI(), authentication(registration, secret, metadata), grant))
                .orElseGet(() -> new TokenRequest.Builder(metadata.getTokenEndpointURI(), new ClientID(registration.clientId()), grant)).build();
        return tokens(send(request.toHTTPRequest(), registration.issuer()));
    }

    /** Discovery 1.0 §3: a provider that does not say takes {@code client_secret_basic}. */
    private static ClientAuthentication authentication(Registration registration, String secret, OIDCProviderMetadata metadata) {
        List<ClientAuthenticationMethod> methods = metadata.getTokenEndpointAuthMethods();
        boolean isPosted = methods != null && !methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                && methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_POST);
        ClientID client = new ClientID(registration.clientId());
        return isPosted ? new ClientSecretPost(client, new Secret(secret)) : new ClientSecretBasic(client, new Secret(secret));
    }

    private static OIDCTokens tokens(HTTPResponse answer) {
        try {
            TokenResponse response = OIDCTokenResponseParser.parse(answer);
            if (response instanceof OIDCTokenResponse success && success.getOIDCTokens().getIDToken() != null) {
                return success.getOIDCTokens();
            }
            throw response.indicatesSuccess() ? SignInRefused.because(Reason.TOKEN, "the provider sent no ID token")
                    : SignInRefused.answered(Reason.CODE, response.toErrorResponse().getErrorObject().getCode());
        } catch (ParseException unreadable) {
            throw SignInRefused.because(Reason.CODE, "the token endpoint answered " + answer.getStatusCode() + ", and nothing that can be read");
        }
    }

    /** Empty where the provider has no such endpoint. §5.3.2: what it says of somebody else is not used. */
    Map<String, Object> userInfo(OIDCTokens tokens, Subject subject, OIDCProviderMetadata metadata) {
        if (metadata.getUserInfoEndpointURI() == null) {
            return Map.of();
        }
        HTTPResponse answer = send(new UserInfoRequest(metadata.getUserInfoEndpointURI(), tokens.getAccessToken()).toHTTPRequest(), metadata.getIssuer());
        try {
            UserInfoResponse response = UserInfoResponse.parse(answer);
            UserInfo person = response.indicatesSuccess() ? response.toSuccessResponse().getUserInfo() : null;
            if (person == null || !subject.equals(person.getSubject())) {
                throw SignInRefused.because(Reason.TOKEN, "userinfo did not tell of who signed in");
            }
            return person.toJSONObject();
        } catch (ParseException unreadable) {
            throw SignInRefused.because(Reason.TOKEN, "userinfo cannot be read");
        }
    }

    private HTTPResponse send(HTTPRequest request, Object provider) {
        try {
            HTTPResponse answer = request.send(calls);
            if (answer.getStatusCode() >= SERVER_ERROR || answer.getStatusCode() == TOO_MANY) {
                throw new ProviderUnreachable(provider + " answered with " + answer.getStatusCode());
            }
            return answer;
        } catch (IOException failure) {
            throw new ProviderUnreachable(provider + " cannot be asked: " + failure.getMessage());
        }
    }
}
