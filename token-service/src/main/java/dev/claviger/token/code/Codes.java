package dev.claviger.token.code;

import dev.claviger.contract.AuthorizationCode;
import dev.claviger.contract.Identifiers;
import dev.claviger.token.authorize.AuthorizationRequest;
import dev.claviger.token.database.Database;
import dev.claviger.token.grant.Delegation;
import dev.claviger.token.grant.ScopeList;
import dev.claviger.token.refresh.TokenHashes;
import io.vertx.core.Future;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The life of authorization codes: one is issued for what a person agreed to, and exchanged once for what it stands for. */
@ApplicationScoped
public class Codes {

    private final Database database;
    private final TokenHashes hashes;
    private final CodeConfig config;
    private final Clock clock;

    @Inject
    Codes(Database database, TokenHashes hashes, CodeConfig config, Clock clock) {
        this.database = database;
        this.hashes = hashes;
        this.config = config;
        this.clock = clock;
    }

    /**
     * Writes down what was agreed, under a fresh code. Fails with temporarily_unavailable while the database cannot be asked.
     *
     * @param agreed   what the person gives, of the scopes that the request asks for
     * @param position the feed position at which client and person were known to be as they should: whatever ends either later ends the code
     */
    public Future<AuthorizationCode> issue(AuthorizationRequest request, Delegation delegation, ScopeList agreed, long position) {
        AuthorizationCode code = AuthorizationCode.generate();
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        IssuedCode issued = new IssuedCode(Identifiers.newGrantId(), request.application().tenant(), request.application().client(),
                request.namedRedirectUri(), request.challenge(), agreed, request.nonce(), delegation, position, now, now.plus(config.lifetime()));
        return database.query(sql -> CodeTable.put(sql, hashes.of(code), issued)).map(code);
    }
}
