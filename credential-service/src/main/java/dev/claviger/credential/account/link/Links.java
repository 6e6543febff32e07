package dev.claviger.credential.account.link;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

import jakarta.inject.Singleton;

import dev.claviger.contract.PasswordToken;
import dev.claviger.contract.PersonId;
import dev.claviger.contract.TenantId;
import dev.claviger.credential.account.password.PasswordsConfig;
import dev.claviger.credential.admin.AdminConfig;
import dev.claviger.credential.notify.MailedLinks;
import dev.claviger.credential.notify.Notifications;
import dev.claviger.credential.notify.PersonNotice;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;

/** All links that lead to a new password. */
@Singleton
public class Links implements MailedLinks {

    private static final String INSERT = """
            insert into password_link (person_id, purpose, hash, mailed, expires_at)
            values (:person, :purpose, cast(:hash as bytea), :mailed, to_timestamp(cast(cast(:expires as text) as bigint))) returning id
            """;
    private static final String MAKE = "update password_link set hash = $2 where id = $1 and expires_at > now()";
    private static final String FIND = """
            select p.id, p.tenant_id, p.username, l.purpose from password_link l join person p on p.id = l.person_id and not p.disabled
             where l.hash = $1 and l.expires_at > now()
            """;
    private static final String USE = "delete from password_link where hash = :hash and expires_at > now() returning mailed";
    private static final String END = "delete from password_link where person_id = :person";
    private static final String PRUNE = "delete from password_link where expires_at < now()";

    private final PasswordsConfig config;
    private final Notifications notifications;
    private final Pool pool;
    private final Clock clock;
    private final String address;

    Links(PasswordsConfig config, AdminConfig admin, Notifications notifications, Pool pool, Clock clock) {
        this.config = config;
        this.notifications = notifications;
        this.pool = pool;
        this.clock = clock;
        this.address = admin.issuer().replaceAll("/+$", "") + "/password/";
    }

    /** Within a transaction: the mail leaves after its commit, and brings a link that nobody has seen before. */
    public Uni<Void> mail(PersonId person, LinkPurpose purpose) {
        return insert(person, purpose, null, expiry(purpose)).chain(id -> notifications.record(
                purpose == LinkPurpose.INVITATION ? PersonNotice.invited(person, id) : PersonNotice.passwordReset(person, id)));
    }

    /** Within a transaction: for whoever passes it on by other means than mail. */
    public Uni<IssuedLink> issue(PersonId person, LinkPurpose purpose) {
        PasswordToken token = PasswordToken.generate();
        Instant expiry = expiry(purpose);
        return insert(person, purpose, token.digest(), expiry).replaceWith(new IssuedLink(address + token.reveal(), expiry));
    }

    @Override
    public Uni<Optional<String>> make(long link) {
        PasswordToken token = PasswordToken.generate();
        return pool.preparedQuery(MAKE).execute(Tuple.of(link, Buffer.buffer(token.digest())))
                .map(rows -> rows.rowCount() == 1 ? Optional.of(address + token.reveal()) : Optional.empty());
    }

    /** Does not use it up. */
    public Uni<Optional<LiveLink>> find(PasswordToken token) {
        return pool.preparedQuery(FIND).execute(Tuple.of(Buffer.buffer(token.digest())))
                .map(rows -> rows.size() == 0 ? Optional.empty() : Optional.of(read(rows.iterator().next())));
    }

    /** Uses it up, within the transaction that sets the password. Whether it came by mail; empty when somebody was faster. */
    public Uni<Optional<Boolean>> use(PasswordToken token) {
        return Panache.getSession().chain(session -> session.createNativeQuery(USE, Boolean.class).setParameter("hash", token.digest()).getResultList())
                .map(rows -> rows.stream().findFirst());
    }

    /** All that the person has; within a transaction. How many there were. */
    public Uni<Integer> end(PersonId person) {
        return Panache.getSession().chain(session -> session.createNativeQuery(END).setParameter("person", person.value()).executeUpdate());
    }

    @Scheduled(every = "1h", delayed = "8m")
    Uni<Void> prune() {
        return pool.query(PRUNE).execute().replaceWithVoid();
    }

    private Uni<Long> insert(PersonId person, LinkPurpose purpose, byte[] hash, Instant expiry) {
        return Panache.getSession().call(session -> session.flush()).chain(session -> session.createNativeQuery(INSERT, Long.class)
                .setParameter("person", person.value()).setParameter("purpose", purpose.toString()).setParameter("hash", hash)
                .setParameter("mailed", hash == null).setParameter("expires", Long.toString(expiry.getEpochSecond())).getSingleResult());
    }

    private Instant expiry(LinkPurpose purpose) {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS).plus(purpose.lifetime(config));
    }

    private static LiveLink read(Row row) {
        return new LiveLink(new PersonId(row.getLong("id")), new TenantId(row.getString("tenant_id")), row.getString("username"), LinkPurpose.of(row.getString("purpose")));
    }
}
