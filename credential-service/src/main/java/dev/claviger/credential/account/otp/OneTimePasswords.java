package dev.claviger.credential.account.otp;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

import jakarta.inject.Singleton;

import dev.claviger.contract.PersonId;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;

/** The stored secrets and recovery codes, each used once whichever replica is asked. */
@Singleton
public class OneTimePasswords {

    private static final int SECRET_BYTES = 20;
    /** A secret that was begun before replaces nothing until its owner has shown a code of it. */
    private static final String BEGIN = """
            insert into one_time_password as o (person_id, pending, pending_until) select p.id, $2, now() + interval '15 minutes' from person p where p.id = $1
            on conflict (person_id) do update set pending = excluded.pending, pending_until = excluded.pending_until where o.secret is null
            """;
    private static final String FIND = "select secret, last_step from one_time_password where person_id = $1 and secret is not null";
    private static final String PENDING = "select pending from one_time_password where person_id = :person and secret is null and pending_until > now() for update";
    private static final String TURN_ON = "update one_time_password set secret = :secret, last_step = :step, pending = null, pending_until = null where person_id = :person";
    /** Two who bring the same code at the same moment are told apart here. */
    private static final String USE_STEP = "update one_time_password set last_step = $2 where person_id = $1 and last_step < $2";
    private static final String USE_CODE = "delete from recovery_code where person_id = $1 and hash = $2";
    private static final String FORGET_CODES = "delete from recovery_code where person_id = :person";
    private static final String ADD_CODES = "insert into recovery_code (person_id, hash) select :person, decode(code, 'hex') from unnest(string_to_array(:codes, ' ')) as code";
    private static final String TURN_OFF = "delete from one_time_password where person_id = :person and secret is not null";

    private final SecureRandom random = new SecureRandom();
    private final SecretEncryption encryption;
    private final OneTimePasswordsConfig config;
    private final Pool pool;
    private final Clock clock;

    OneTimePasswords(SecretEncryption encryption, OneTimePasswordsConfig config, Pool pool, Clock clock) {
        this.encryption = encryption;
        this.config = config;
        this.pool = pool;
        this.clock = clock;
    }

    /** Whether anybody can turn them on here. */
    boolean areOffered() {
        return encryption.isPossible();
    }

    /** Empty when the person has them already. */
    Uni<Optional<NewSecret>> begin(PersonId person, String username) {
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        return pool.preparedQuery(BEGIN).execute(Tuple.of(person.value(), Buffer.buffer(encryption.seal(secret, person))))
                .map(rows -> rows.rowCount() == 1 ? Optional.of(newSecret(secret, username)) : Optional.empty());
    }

    /** The recovery codes in clear, once; empty when the code is wrong, or none was begun lately. Within a transaction. */
    Uni<Optional<List<String>>> confirm(PersonId person, String code) {
        return Panache.getSession().chain(session -> session.createNativeQuery(PENDING, byte[].class).setParameter("person", person.value()).getResultList())
                .chain(rows -> {
                    Optional<byte[]> secret = rows.stream().findFirst().flatMap(sealed -> encryption.open(sealed, person));
                    OptionalLong step = secret.map(open -> Totp.stepOf(open, digits(code), clock.instant(), 0)).orElse(OptionalLong.empty());
                    return step.isEmpty() ? Uni.createFrom().item(Optional.<List<String>>empty()) : turnOn(person, secret.get(), step.getAsLong()).map(Optional::of);
                });
    }

    private Uni<List<String>> turnOn(PersonId person, byte[] secret, long step) {
        List<RecoveryCode> codes = RecoveryCode.generate();
        String digests = codes.stream().map(code -> HexFormat.of().formatHex(code.digest())).collect(Collectors.joining(" "));
        return run(TURN_ON, Map.of("person", person.value(), "secret", encryption.seal(secret, person), "step", step))
                .chain(() -> run(FORGET_CODES, Map.of("person", person.value())))
                .chain(() -> run(ADD_CODES, Map.of("person", person.value(), "codes", digests)))
                .replaceWith(() -> codes.stream().map(RecoveryCode::reveal).toList());
    }

    /** Whether the person has to show one. */
    public Uni<Boolean> areOn(PersonId person) {
        return pool.preparedQuery(FIND).execute(Tuple.of(person.value())).map(rows -> rows.size() == 1);
    }

    /** Whether it is one of the person's codes that was not used yet, or a recovery code; either is used up by this. */
    public Uni<Boolean> accept(PersonId person, String typed) {
        String digits = digits(typed);
        return digits.length() == Totp.DIGITS
                ? pool.preparedQuery(FIND).execute(Tuple.of(person.value())).chain(rows -> rows.size() == 0 ? Uni.createFrom().item(false)
                        : accept(person, rows.iterator().next().getBuffer("secret").getBytes(), rows.iterator().next().getLong("last_step"), digits))
                : pool.preparedQuery(USE_CODE).execute(Tuple.of(person.value(), Buffer.buffer(RecoveryCode.typed(typed).digest()))).map(rows -> rows.rowCount() == 1);
    }

    private Uni<Boolean> accept(PersonId person, byte[] sealed, long lastStep, String digits) {
        Optional<byte[]> secret = encryption.open(sealed, person);
        OptionalLong step = secret.map(open -> Totp.stepOf(open, digits, clock.instant(), lastStep)).orElse(OptionalLong.empty());
        if (step.isEmpty()) {
            return Uni.createFrom().item(false);
        }
        return pool.preparedQuery(USE_STEP).execute(Tuple.of(person.value(), step.getAsLong())).map(rows -> rows.rowCount() == 1);
    }

    /** Whether there was anything to turn off. Within a transaction. */
    public Uni<Boolean> turnOff(PersonId person) {
        return run(FORGET_CODES, Map.of("person", person.value())).chain(() -> run(TURN_OFF, Map.of("person", person.value()))).map(count -> count == 1);
    }

    private static Uni<Integer> run(String statement, Map<String, Object> parameters) {
        return Panache.getSession().chain(session -> {
            var query = session.createNativeQuery(statement);
            parameters.forEach(query::setParameter);
            return query.executeUpdate();
        });
    }

    private NewSecret newSecret(byte[] secret, String username) {
        String text = Base32.encode(secret);
        return new NewSecret(text, "otpauth://totp/" + encoded(config.issuer()) + ":" + encoded(username) + "?secret=" + text + "&issuer=" + encoded(config.issuer())
                + "&algorithm=SHA1&digits=" + Totp.DIGITS + "&period=" + Totp.STEP_SECONDS);
    }

    /** As telephones show them they are copied with a space in the middle. */
    private static String digits(String typed) {
        String digits = typed.length() > 100 ? "" : typed.replaceAll("\\s", "");
        return digits.matches("[0-9]{6}") ? digits : "";
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** For the person alone, once: as text and as what a QR code holds. */
    record NewSecret(String secret, String uri) {

        /** Neither. */
        @Override
        public String toString() {
            return "a secret of one-time passwords";
        }
    }
}
