package dev.claviger.token.openid;

import dev.claviger.contract.application.Application;
import dev.claviger.token.database.Database;
import dev.claviger.token.grant.Delegation;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.ZoneOffset;

/** Which clients got an ID token of which session, of those that want to be told of its end (Back-Channel Logout 1.0 §2.2). */
@ApplicationScoped
class SessionClients {

    private static final String PUT = """
            insert into session_client (session_id, client_id, tenant_id, person, told_at) values ($1, $2, $3, $4, $5)
            on conflict (session_id, client_id) do update set told_at = excluded.told_at
            """;

    private final Database database;
    private final Clock clock;

    @Inject
    SessionClients(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Before the ID token is given out: a client that nobody remembers would never be told. */
    Future<Void> remember(Application application, Delegation delegation) {
        return delegation.session().isEmpty() || application.backchannelLogoutUri().isEmpty() ? Future.succeededFuture()
                : database.query(client -> client.preparedQuery(PUT).execute(Tuple.of(delegation.session().get(), application.client().value(),
                        application.tenant().value(), delegation.givenBy().value(), clock.instant().atOffset(ZoneOffset.UTC)))).mapEmpty();
    }
}
