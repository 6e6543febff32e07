package dev.claviger.token.openid;

import dev.claviger.contract.application.Application;
import dev.claviger.contract.person.Person;
import dev.claviger.token.authorize.Applications;
import dev.claviger.token.authorize.People;
import dev.claviger.token.error.OAuthException;
import dev.claviger.token.grant.Delegation;
import dev.claviger.token.grant.Grant;
import dev.claviger.token.grant.Subject;
import dev.claviger.token.signing.SignedJson;
import dev.claviger.token.signing.SigningAlgorithm;
import dev.claviger.token.signing.SigningKeys;
import dev.claviger.token.token.IssuedTokens;
import dev.claviger.token.token.IssuerConfig;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;

/** Issues ID tokens (OpenID Connect Core §2, §3.1.3.6), to clients that were given the scope {@code openid} by the person who signed in. */
@ApplicationScoped
public class IdTokens {

    /** Distinct from that of every other token, access tokens above all. */
    static final String TYPE = "JWT";
    public static final String OPENID = "openid";

    private final Applications applications;
    private final People people;
    private final ClaimsRequests claims;
    private final SessionClients sessionClients;
    private final SigningKeys keys;
    private final String issuer;
    private final Clock clock;

    @Inject
    IdTokens(Applications applications, People people, ClaimsRequests claims, SessionClients sessionClients, SigningKeys keys, IssuerConfig config,
            Clock clock) {
        this.applications = applications;
        this.people = people;
        this.claims = claims;
        this.sessionClients = sessionClients;
        this.keys = keys;
        this.issuer = config.issuer().orElseThrow();
        this.clock = clock;
    }

    /**
     * Gathers what the ID token needs before anything is spent for it, since a code is good for one exchange only. Fails with temporarily_unavailable
     * when that cannot be told at the moment.
     */
    public Future<IdTokenDraft> prepare(Grant grant) {
        Optional<Delegation> delegation = grant.delegation()
                .filter(given -> given.subject().kind() == Subject.Kind.USER && grant.scopes().contains(OPENID));
        return delegation.isEmpty() ? Future.succeededFuture(tokens -> tokens)
                : applications.find(grant.client().client())
                        .map(answer -> answer.application().orElseThrow(OAuthException::temporarilyUnavailable))
                        .compose(application -> prepare(grant, delegation.get(), application));
    }

    private Future<IdTokenDraft> prepare(Grant grant, Delegation delegation, Application application) {
        SigningAlgorithm algorithm = SigningAlgorithm.valueOf(application.idTokenAlgorithm());
        if (keys.ofIdTokens(algorithm).isEmpty()) {
            return Future.failedFuture(OAuthException.temporarilyUnavailable());
        }
        return sessionClients.remember(application, delegation)
                .compose(done -> claims.ofIdToken(grant.id()))
                .compose(asked -> told(asked, delegation, application))
                .map(about -> tokens -> signed(tokens, grant, delegation, about, algorithm));
    }

    /** Only where a client asked for more than who it is, or is for people of every tenant, credential-service is asked. */
    private Future<JsonObject> told(Set<PersonClaims> asked, Delegation delegation, Application application) {
        return asked.isEmpty() && !application.isFirstParty() ? Future.succeededFuture(new JsonObject())
                : people.find(delegation.tenant().orElse(application.tenant()), delegation.givenBy())
                        .map(found -> found.map(known -> about(known.person(), asked, application)).orElseThrow(OAuthException::temporarilyUnavailable));
    }

    private static JsonObject about(Person person, Set<PersonClaims> asked, Application application) {
        JsonObject told = application.isFirstParty() ? new JsonObject().put("tenant", person.tenant().value()).put("role", person.role().toString()) : new JsonObject();
        asked.forEach(claim -> claim.tell(person, told));
        return told;
    }

    private IssuedTokens signed(IssuedTokens tokens, Grant grant, Delegation delegation, JsonObject about, SigningAlgorithm algorithm) {
        JsonObject idToken = about.copy()
                .put("iss", issuer)
                .put("sub", delegation.subject().toString())
                .put("aud", tokens.client().value())
                .put("azp", tokens.client().value())
                .put("iat", clock.instant().getEpochSecond())
                .put("exp", tokens.expiresAt().getEpochSecond())
                .put("auth_time", delegation.signIn().at().getEpochSecond())
                .put("amr", delegation.methods())
                .put("at_hash", AccessTokenHash.of(tokens.accessToken()));
        // A refreshed one has none (§12.2), since its grant knows of none.
        grant.nonce().ifPresent(nonce -> idToken.put("nonce", nonce));
        delegation.signIn().acr().ifPresent(acr -> idToken.put("acr", acr));
        delegation.session().ifPresent(session -> idToken.put("sid", session));
        return tokens.with(keys.ofIdTokens(algorithm).map(key -> SignedJson.sign(idToken, TYPE, key)));
    }

    /** Everything that an ID token says, but of the tokens it comes with. */
    @FunctionalInterface
    public interface IdTokenDraft {

        /** The tokens with their ID token, where there is to be one. */
        IssuedTokens completing(IssuedTokens tokens);
    }
}
