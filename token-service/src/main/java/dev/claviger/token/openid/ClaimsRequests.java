package dev.claviger.token.openid;

import dev.claviger.contract.GrantId;
import dev.claviger.token.database.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What clients asked for by {@code claims}, by grant. Everything fails with temporarily_unavailable while the database cannot be asked. */
@ApplicationScoped
public class ClaimsRequests {

    private static final String PUT = "insert into requested_claims (grant_id, id_token, userinfo, requested_at) values ($1, $2, $3, $4)";
    private static final String FIND = "select id_token, userinfo from requested_claims where grant_id = $1";

    private final Database database;
    private final Clock clock;

    @Inject
    ClaimsRequests(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** To be told at the userinfo endpoint (OpenID Connect Core §5.3). */
    public Future<Set<PersonClaims>> ofUserInfo(Optional<GrantId> grant) {
        return find(grant, "userinfo");
    }

    Future<Set<PersonClaims>> ofIdToken(Optional<GrantId> grant) {
        return find(grant, "id_token");
    }

    Future<Void> put(GrantId grant, ClaimsRequest asked) {
        return database.query(client -> client.preparedQuery(PUT).execute(Tuple.of(grant.value(), names(asked.idToken()), names(asked.userinfo()),
                clock.instant().atOffset(ZoneOffset.UTC)))).mapEmpty();
    }

    private Future<Set<PersonClaims>> find(Optional<GrantId> grant, String where) {
        return grant.map(id -> database.query(client -> client.preparedQuery(FIND).execute(Tuple.of(id.value())))
                .map(rows -> rows.size() == 0 ? Set.<PersonClaims>of() : claims(rows.iterator().next(), where)))
                .orElseGet(() -> Future.succeededFuture(Set.of()));
    }

    private static Set<PersonClaims> claims(Row row, String where) {
        return Arrays.stream(row.getArrayOfStrings(where)).flatMap(name -> PersonClaims.of(name).stream())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(PersonClaims.class)));
    }

    private static String[] names(Set<PersonClaims> claims) {
        return claims.stream().map(PersonClaims::toString).toArray(String[]::new);
    }
}
