package dev.claviger.token.grant;

import dev.claviger.contract.AccessTokenClaims;
import dev.claviger.contract.ClientVerification;
import dev.claviger.contract.GrantQuestion;
import dev.claviger.contract.Identifiers;
import dev.claviger.contract.ScopeCatalogue;
import dev.claviger.contract.Scopes;
import dev.claviger.contract.TenantId;
import dev.claviger.contract.VerifiedClient;
import dev.claviger.feed.View;
import dev.claviger.token.client.Validity;
import dev.claviger.token.error.OAuthException;
import dev.claviger.token.follow.AccessFeed;
import dev.claviger.token.follow.AccessState;
import io.vertx.core.Future;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Whether a grant still stands: always asked of credential-service, since a refresh is rare and nothing else knows of revocations
 * that gateways have forgotten. As with secrets, an answer counts only while no later event concerns it.
 */
@ApplicationScoped
public class GrantVerifier {

    /** As for secrets: a second try is due when an event and the answer crossed. */
    private static final int ATTEMPTS = 4;

    private final Supplier<View<AccessState>> feed;
    private final Function<GrantQuestion, Future<ClientVerification>> credentialService;

    @Inject
    GrantVerifier(AccessFeed feed, GrantVerificationCall call) {
        this(feed::fresh, call::ask);
    }

    GrantVerifier(Supplier<View<AccessState>> feed, Function<GrantQuestion, Future<ClientVerification>> credentialService) {
        this.feed = feed;
        this.credentialService = credentialService;
    }

    /** Fails with invalid_grant when it does not stand, and with temporarily_unavailable when nobody can tell. */
    Future<Standing> verify(HeldGrant grant) {
        return find(grant).map(standing -> standing.orElseThrow(OAuthException::invalidRefreshToken));
    }

    /** Empty when it does not stand. Fails with temporarily_unavailable when nobody can tell. */
    Future<Optional<Standing>> find(HeldGrant grant) {
        feed.get();
        return ask(grant, ATTEMPTS);
    }

    private Future<Optional<Standing>> ask(HeldGrant grant, int attempts) {
        return credentialService.apply(grant.question()).compose(answer -> judge(answer, grant, attempts));
    }

    /** The view is read after the answer: an event that arrived meanwhile has to count. */
    private Future<Optional<Standing>> judge(ClientVerification answer, HeldGrant grant, int attempts) {
        View<AccessState> now = feed.get();
        if (Validity.holds(answer, grant.client(), grant.credential(), now)) {
            return Future.succeededFuture(standing(answer, grant, now));
        }
        return attempts > 1 ? ask(grant, attempts - 1) : Future.failedFuture(OAuthException.temporarilyUnavailable());
    }

    /** The answer has seen every revocation up to its position, the view those after it. */
    private static Optional<Standing> standing(ClientVerification answer, HeldGrant grant, View<AccessState> now) {
        return answer.client()
                .filter(client -> tenants(grant).noneMatch(tenant -> now.state().revocations().cover(newestToken(grant, client, tenant))))
                .map(client -> new Standing(client, Math.max(now.position(), answer.position()), now.state().scopes()));
    }

    /** What ends the client's tokens ends the grant, and what ends those of the person, where that is another tenant's. */
    private static Stream<TenantId> tenants(HeldGrant grant) {
        return Stream.concat(Stream.of(grant.tenant()), grant.delegation().flatMap(Delegation::tenant).stream());
    }

    /** As far as revocations look. Its id is nobody's: one that names a single access token does not end the grant. */
    private static AccessTokenClaims newestToken(HeldGrant grant, VerifiedClient client, TenantId tenant) {
        return new AccessTokenClaims("", grant.subject(), client.audience(), grant.client(), tenant, client.environment(),
                grant.credential(), Optional.of(grant.id()), grant.scopes(), Identifiers.newTokenId(), grant.issuedAt(),
                grant.issuedAt(), grant.position(), client.establishments());
    }

    /** What is true of a grant's client at a position. */
    record Standing(VerifiedClient client, long position, ScopeCatalogue scopes) {

        /** Those that the client may still have, and whoever gave the grant still give. */
        Scopes among(Scopes granted) {
            return Scopes.of(granted.names().stream().filter(name -> scopes.entitles(client.scopes(), name)).toList());
        }
    }
}
