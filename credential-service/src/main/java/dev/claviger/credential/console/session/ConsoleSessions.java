package dev.claviger.credential.console.session;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import dev.claviger.contract.ClientId;
import dev.claviger.contract.TenantId;
import dev.claviger.contract.person.Person;
import dev.claviger.credential.account.person.PersonRow;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * Who is signed in to the console. What ends a person's tokens ends its sessions here as well, in the query that finds them: another era,
 * as whoever was disabled or had the password reset has, and whatever revocation covers the person, its tenant, the console's client or
 * everything of before.
 */
@ApplicationScoped
public class ConsoleSessions {

    /** What covers session s. */
    private static final String REVOCATION = """
            select from live_revocation r
             where r.named in (s.person_id::text, s.tenant_id, s.client_id, '*') and r.position > s.position and r.keep_until > now()
               and (r.tenant_id is null or r.tenant_id = s.tenant_id or r.client_id = s.client_id)
               and (r.client_id is null or r.client_id = s.client_id) and (r.issued_before is null or r.issued_before > s.begun_at)
            """;
    private static final String FIND = "select " + PersonRow.COLUMNS + """
            , s.client_id, asked.id as asked_id, asked.name as asked_name
              from console_session s
              join person p on p.id = s.person_id and p.tenant_id = s.tenant_id and p.era = s.era
              left join tenant asked on asked.id = coalesce($2, s.tenant_id)
             where s.hash = $1 and s.expires_at > now() and s.used_at > now() - make_interval(secs => $3)
               and not exists (
            """ + REVOCATION + ")";
    /** A page more or less need not be written down. */
    private static final String USE = "update console_session set used_at = now() where hash = $1 and used_at < now() - interval '1 minute'";
    private static final String BEGIN = """
            insert into console_session (hash, tenant_id, person_id, client_id, position, sid, subject, id_token, expires_at, era)
            values ($1, $2, $3, $4, $5, $6, $7, $8, now() + make_interval(secs => $9), $10)
            """;
    private static final String POSITION = "select position from feed";
    private static final String END = "delete from console_session where hash = $1 returning id_token";

    /** By the session where one is named, or a sign-out in one browser would be one in all. */
    private static final String ENDED = "delete from console_session where client_id = $1 and (sid = $2 or $2::text is null and subject = $3)";
    /** Also what was revoked, long before that is forgotten. */
    private static final String FORGET = "delete from console_session s where expires_at < now() or used_at < now() - make_interval(secs => $1) or exists (" + REVOCATION + ")";
    /** Of one person: whoever signs in by a program leaves no more behind. */
    private static final int MOST = 100;
    private static final String CROWD = """
            delete from console_session where hash in (select hash from console_session where person_id = $1 order by used_at desc offset $2)
            """;

    private final Pool pool;
    private final Duration idle;
    private final Duration longest;

    ConsoleSessions(Pool pool, ConsoleConfig config) {
        this.pool = pool;
        this.idle = config.idle();
        this.longest = config.longest();
    }

    /**
     * Empty for one that is over, whatever ended it.
     *
     * @param isUse whether somebody is there, and it is not idle
     */
    Uni<Optional<OpenSession>> find(SessionSecret secret, Optional<String> tenant, boolean isUse) {
        return pool.preparedQuery(FIND).execute(Tuple.of(secret.hash(), tenant.orElse(null), (double) idle.toSeconds()))
                .map(rows -> read(secret, rows))
                .call(found -> found.isEmpty() || !isUse ? Uni.createFrom().voidItem() : pool.preparedQuery(USE).execute(Tuple.of(secret.hash())));
    }

    /** Of the feed, read before anybody is asked who has signed in: what ends that one's tokens later ends the session. */
    public Uni<Long> position() {
        return pool.preparedQuery(POSITION).execute().map(rows -> rows.iterator().next().getLong("position"));
    }

    /** A session of its own for each sign-in, so that one planted before is worth nothing. */
    public Uni<SessionSecret> begin(Person person, ProviderSession provider, long position) {
        SessionSecret secret = SessionSecret.generate();
        return pool.preparedQuery(BEGIN).execute(Tuple.from(new Object[] {secret.hash(), person.tenant().value(), person.id().value(), provider.client(), position,
                provider.sid().orElse(null), provider.subject(), provider.idToken(), (double) longest.toSeconds(), UUID.fromString(person.era())}))
                .chain(() -> pool.preparedQuery(CROWD).execute(Tuple.of(person.id().value(), MOST))).replaceWith(secret);
    }

    /** @return what the provider said of who had signed in, if there was such a session */
    public Uni<Optional<String>> end(SessionSecret secret) {
        return pool.preparedQuery(END).execute(Tuple.of(secret.hash()))
                .map(rows -> rows.size() == 0 ? Optional.empty() : Optional.ofNullable(rows.iterator().next().getString("id_token")));
    }

    /** What the provider says has ended: one session, or all of somebody. */
    public Uni<Void> end(String client, Optional<String> sid, Optional<String> subject) {
        return pool.preparedQuery(ENDED).execute(Tuple.of(client, sid.orElse(null), subject.orElse(null))).replaceWithVoid();
    }

    @Scheduled(every = "10m", delayed = "7m")
    Uni<Void> forget() {
        return pool.preparedQuery(FORGET).execute(Tuple.of((double) idle.toSeconds())).replaceWithVoid();
    }

    private static Optional<OpenSession> read(SessionSecret secret, RowSet<Row> rows) {
        if (rows.size() == 0) {
            return Optional.empty();
        }
        Row row = rows.iterator().next();
        return PersonRow.usable(row).map(person -> new OpenSession(secret, person, Optional.of(row.getString("client_id")).filter(ClientId::isWellFormed).map(ClientId::new), asked(row)));
    }

    private static Optional<OpenSession.NamedTenant> asked(Row row) {
        return Optional.ofNullable(row.getString("asked_id")).map(id -> new OpenSession.NamedTenant(new TenantId(id), row.getString("asked_name")));
    }
}
