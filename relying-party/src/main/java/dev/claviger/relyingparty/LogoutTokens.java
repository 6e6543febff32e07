package dev.claviger.relyingparty;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Identifier;
import com.nimbusds.openid.connect.sdk.claims.LogoutTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.validators.LogoutTokenValidator;
import dev.claviger.relyingparty.SignInRefused.Reason;
import java.text.ParseException;
import java.util.Optional;

/** Verifies a logout token (Back-Channel Logout 1.0 §2.6). */
final class LogoutTokens {

    private LogoutTokens() {
    }

    static EndedSession verify(String token, Registration registration, Discovered discovered) {
        try {
            LogoutTokenClaimsSet claims = new LogoutTokenValidator(discovered.metadata().getIssuer(), new ClientID(registration.clientId()),
                    new JWSVerificationKeySelector<>(IdTokens.ALGORITHMS, discovered.keys()), null).validate(SignedJWT.parse(token));
            return new EndedSession(Optional.ofNullable(claims.getSessionID()).map(Identifier::getValue), Optional.ofNullable(claims.getSubject()).map(Identifier::getValue));
        } catch (BadJOSEException | RateLimitReachedException | ParseException wrong) {
            throw SignInRefused.because(Reason.TOKEN, "logout token: " + wrong.getMessage());
        } catch (KeySourceException unknown) {
            throw new ProviderUnreachable("keys of " + registration.issuer() + " cannot be had");
        } catch (JOSEException unverifiable) {
            throw SignInRefused.because(Reason.TOKEN, "logout token: " + unverifiable.getMessage());
        }
    }
}
