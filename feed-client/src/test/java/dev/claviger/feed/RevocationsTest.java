package dev.claviger.feed;

import dev.claviger.contract.AccessTokenClaims;
import dev.claviger.contract.ClientId;
import dev.claviger.contract.CredentialId;
import dev.claviger.contract.EnvironmentName;
import dev.claviger.contract.GrantId;
import dev.claviger.contract.Identifiers;
import dev.claviger.contract.Revocation;
import dev.claviger.contract.RevocationTarget;
import dev.claviger.contract.Scopes;
import dev.claviger.contract.TenantId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

class RevocationsTest {

    private static final Instant ISSUED = Instant.ofEpochSecond(1_000);
    private static final Instant END = Instant.ofEpochSecond(5_000);
    private static final TenantId ACME = new TenantId("acme");
    private static final ClientId CLIENT = Identifiers.newClientId();
    private static final CredentialId CREDENTIAL = Identifiers.newCredentialId();
    private static final GrantId GRANT = Identifiers.newGrantId();

    static Stream<RevocationTarget> targets() {
        return Stream.of(
                RevocationTarget.tenant(ACME),
                RevocationTarget.client(ACME, CLIENT),
                RevocationTarget.credential(ACME, CLIENT, CREDENTIAL),
                target(Optional.empty(), Optional.of(GRANT), Optional.empty(), Optional.empty()),
                target(Optional.empty(), Optional.empty(), Optional.of("jti-1"), Optional.empty()),
                target(Optional.of(ACME), Optional.empty(), Optional.of("jti-1"), Optional.empty()),
                target(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(ISSUED.plusSeconds(1))),
                target(Optional.of(ACME), Optional.empty(), Optional.empty(), Optional.of(ISSUED.plusSeconds(1))),
                standingFor(CLIENT.value()));
    }

    @Test
    void the_end_of_one_person_is_not_taken_for_that_of_another() {
        Revocations revocations = Revocations.of(List.of(new Revocation(10, standingFor(CLIENT.value()), END), new Revocation(11, standingFor("7"), END)));

        assertThat(revocations.size()).isEqualTo(2);
        assertThat(revocations.cover(token(10))).isFalse();
        assertThat(revocations.cover(token(9))).isTrue();
    }

    private static RevocationTarget standingFor(String subject) {
        return new RevocationTarget(Optional.of(ACME), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(subject));
    }

    @ParameterizedTest
    @MethodSource("targets")
    void a_token_is_found_by_whatever_the_revocation_names(RevocationTarget target) {
        assertThat(Revocations.of(List.of(new Revocation(10, target, END))).cover(token(5))).isTrue();
    }

    @ParameterizedTest
    @MethodSource("targets")
    void names_the_revocation_that_ends_a_token_first(RevocationTarget target) {
        Revocation first = new Revocation(10, target, END);
        Revocations revocations = Revocations.of(List.of(new Revocation(12, RevocationTarget.client(ACME, CLIENT), END.plusSeconds(1)), first));

        assertThat(revocations.covering(token(5))).get().extracting(Revocation::position).isEqualTo(target.equals(RevocationTarget.client(ACME, CLIENT)) ? 12L : 10L);
        assertThat(revocations.covering(token(12))).isEmpty();
    }

    @Test
    void other_tokens_live() {
        Revocations revocations = Revocations.of(List.of(
                new Revocation(10, RevocationTarget.tenant(new TenantId("other")), END),
                new Revocation(11, RevocationTarget.credential(ACME, CLIENT, Identifiers.newCredentialId()), END),
                new Revocation(12, target(Optional.empty(), Optional.empty(), Optional.of("everything"), Optional.empty()), END),
                new Revocation(13, target(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(ISSUED)), END)));

        assertThat(revocations.cover(token(5))).isFalse();
    }

    @Test
    void the_later_of_two_cut_offs_wins_in_either_order() {
        Revocation early = new Revocation(10, target(Optional.of(ACME), Optional.empty(), Optional.empty(), Optional.of(ISSUED.minusSeconds(9))), END);
        Revocation late = new Revocation(11, target(Optional.of(ACME), Optional.empty(), Optional.empty(), Optional.of(ISSUED.plusSeconds(9))), END);

        assertThat(Revocations.of(List.of(early, late)).size()).isEqualTo(1);
        for (List<Revocation> order : List.of(List.of(early, late), List.of(late, early))) {
            assertThat(Revocations.of(order).cover(token(5))).isTrue();
        }
    }

    @Test
    void repeated_revocations_of_one_client_take_the_room_of_one() {
        Revocations revocations = Revocations.NONE;
        for (int position = 1; position <= 100; position++) {
            revocations = revocations.with(List.of(new Revocation(position, RevocationTarget.client(ACME, CLIENT), END)), ISSUED);
        }

        assertThat(revocations.size()).isEqualTo(1);
        assertThat(revocations.cover(token(99))).isTrue();
    }

    @Test
    void is_forgotten_when_no_token_it_covers_can_be_alive() {
        Revocations revocations = Revocations.of(List.of(new Revocation(10, RevocationTarget.client(ACME, CLIENT), END)));

        assertThat(revocations.with(List.of(), END).size()).isEqualTo(1);
        assertThat(revocations.with(List.of(), END.plusSeconds(1)).size()).isZero();
    }

    @Test
    void earlier_sets_stay_as_they_were() {
        Revocations before = Revocations.NONE;
        Revocations after = before.with(List.of(new Revocation(10, RevocationTarget.client(ACME, CLIENT), END)), ISSUED);

        assertThat(before.cover(token(5))).isFalse();
        assertThat(after.cover(token(5))).isTrue();
    }

    @Test
    void many_revocations_stay_apart() {
        List<Revocation> many = new ArrayList<>();
        for (int i = 1; i <= 20_000; i++) {
            many.add(new Revocation(i, RevocationTarget.client(ACME, Identifiers.newClientId()), END.plusSeconds(i % 7)));
        }
        Revocations revocations = Revocations.of(many);

        assertThat(revocations.size()).isEqualTo(20_000);
        assertThat(revocations.cover(token(5))).isFalse();
        assertThat(revocations.with(List.of(), END.plusSeconds(10)).size()).isZero();
    }

    private static RevocationTarget target(Optional<TenantId> tenant, Optional<GrantId> grant, Optional<String> jti, Optional<Instant> before) {
        return new RevocationTarget(tenant, Optional.empty(), Optional.empty(), grant, jti, before);
    }

    private static AccessTokenClaims token(long position) {
        return new AccessTokenClaims("https://issuer", CLIENT.value(), "urn:x", CLIENT, ACME, new EnvironmentName("production"), CREDENTIAL,
                Optional.of(GRANT), Scopes.of("a"), "jti-1", ISSUED, ISSUED.plusSeconds(60), position, List.of());
    }
}
