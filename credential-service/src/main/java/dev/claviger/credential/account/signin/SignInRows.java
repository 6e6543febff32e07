package dev.claviger.credential.account.signin;

import jakarta.inject.Singleton;

import dev.claviger.contract.person.PersonQuestion;
import dev.claviger.credential.account.guess.KnownBrowsers;
import dev.claviger.credential.account.person.PersonRow;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;

/** One query for everything a sign-in depends on; the position comes from the same moment of the database as the person. */
@Singleton
class SignInRows {

    static final String ROW = """
            select f.id as feed_id, f.position, w.hash, o.person_id is not null as needs_one_time_password, b.hash as browser,
                   exists (select from identity_provider i where i.tenant_id = $1 and i.passwords = 'refused') as refuses_passwords,
            """ + PersonRow.COLUMNS + """
              from feed f
              left join person p on p.tenant_id = $1 and lower(p.username) = lower($2)
              left join person_password w on w.person_id = p.id
              left join one_time_password o on o.person_id = p.id and o.secret is not null
              left join known_browser b on b.hash = $3 and b.person_id = p.id and b.used_at > now() - make_interval(secs => $4)
            """;

    private final Pool pool;
    private final KnownBrowsers browsers;

    SignInRows(Pool pool, KnownBrowsers browsers) {
        this.pool = pool;
        this.browsers = browsers;
    }

    Uni<SignInRow> read(PersonQuestion question) {
        return pool.preparedQuery(ROW).execute(Tuple.of(question.tenant().value(), lookup(question),
                KnownBrowsers.digest(question.device().orElse("")), (double) browsers.lifetimeSeconds())).map(rows -> new SignInRow(rows.iterator().next()));
    }

    static String lookup(PersonQuestion question) {
        return PersonRow.lookup(question.username().strip());
    }
}
