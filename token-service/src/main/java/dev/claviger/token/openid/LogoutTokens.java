package dev.claviger.token.openid;

import dev.claviger.contract.PersonId;
import dev.claviger.contract.application.Application;
import dev.claviger.token.error.OAuthException;
import dev.claviger.token.signing.SignedJson;
import dev.claviger.token.signing.SigningAlgorithm;
import dev.claviger.token.signing.SigningKeys;
import dev.claviger.token.token.IssuerConfig;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** Issues logout tokens (Back-Channel Logout 1.0 §2.4), signed as the client's ID tokens are. */
@ApplicationScoped
public class LogoutTokens {

    /** §2.4 recommends it, so that no other token can be taken for one, nor one for another. */
    private static final String TYPE = "logout+jwt";
    private static final String EVENT = "http://schemas.openid.net/event/backchannel-logout";
    /** §2.4: preferably at most two minutes in the future. */
    private static final Duration LIFETIME = Duration.ofMinutes(2);

    private final SigningKeys keys;
    private final String issuer;
    private final Clock clock;

    @Inject
    LogoutTokens(SigningKeys keys, IssuerConfig config, Clock clock) {
        this.keys = keys;
        this.issuer = config.issuer().orElseThrow();
        this.clock = clock;
    }

    /**
     * @param id {@code jti}: the same at every attempt, so that the client can tell a repeat
     * @throws OAuthException temporarily_unavailable while there is no key
     */
    public String issue(UUID id, String session, PersonId person, Application application) {
        Instant now = clock.instant();
        JsonObject claims = new JsonObject()
                .put("iss", issuer)
                .put("sub", person.toString())
                .put("aud", application.client().value())
                .put("iat", now.getEpochSecond())
                .put("exp", now.plus(LIFETIME).getEpochSecond())
                .put("jti", id.toString())
                .put("events", new JsonObject().put(EVENT, new JsonObject()))
                .put("sid", session);
        return SignedJson.sign(claims, TYPE, keys.ofIdTokens(SigningAlgorithm.valueOf(application.idTokenAlgorithm()))
                .orElseThrow(OAuthException::temporarilyUnavailable));
    }
}
