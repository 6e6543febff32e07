package dev.claviger.relyingparty;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jwt.JWT;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import dev.claviger.relyingparty.SignInRefused.Reason;
import java.util.Set;

/** Verifies an ID token (OpenID Connect Core 1.0 §3.1.3.7). */
final class IdTokens {

    /** Signatures of a key that only the provider has. What a shared secret signs, this program could have signed itself. */
    static final Set<JWSAlgorithm> ALGORITHMS = Set.of(JWSAlgorithm.RS256, JWSAlgorithm.RS384, JWSAlgorithm.RS512, JWSAlgorithm.PS256,
            JWSAlgorithm.PS384, JWSAlgorithm.PS512, JWSAlgorithm.ES256, JWSAlgorithm.ES384, JWSAlgorithm.ES512);

    private IdTokens() {
    }

    static IDTokenClaimsSet verify(JWT token, Registration registration, Attempt attempt, Discovered discovered) {
        try {
            return meant(new IDTokenValidator(discovered.metadata().getIssuer(), new ClientID(registration.clientId()),
                    new JWSVerificationKeySelector<>(ALGORITHMS, discovered.keys()), null).validate(token, new Nonce(attempt.nonce())), registration);
        } catch (BadJOSEException | RateLimitReachedException wrong) {
            throw SignInRefused.because(Reason.TOKEN, "ID token: " + wrong.getMessage());
        } catch (KeySourceException unknown) {
            throw new ProviderUnreachable("keys of " + registration.issuer() + " cannot be had");
        } catch (JOSEException unverifiable) {
            throw SignInRefused.because(Reason.TOKEN, "ID token: " + unverifiable.getMessage());
        }
    }

    /** §3.1.3.7, 3 to 5: the library looks for this program among the audiences; this is that no other obtained the token. */
    private static IDTokenClaimsSet meant(IDTokenClaimsSet verified, Registration registration) {
        String obtainedBy = verified.getAuthorizedParty() == null ? null : verified.getAuthorizedParty().getValue();
        boolean isOurs = obtainedBy == null ? verified.getAudience().size() == 1 : obtainedBy.equals(registration.clientId());
        if (!isOurs) {
            throw SignInRefused.because(Reason.TOKEN, "ID token: made for another client");
        }
        return verified;
    }
}
