package dev.claviger.contract;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class RevocationTest {

    private static final Instant END = Instant.ofEpochSecond(2_000_000_000);
    private static final TenantId ACME = new TenantId("acme");
    private static final ClientId CLIENT = Identifiers.newClientId();
    private static final CredentialId CREDENTIAL = Identifiers.newCredentialId();

    @Test
    @DisplayName("order is by feed position: a token issued in knowledge of the revocation lives")
    void covers_tokens_of_an_earlier_position_only() {
        Revocation revocation = new Revocation(10, RevocationTarget.client(ACME, CLIENT), END);

        assertThat(revocation.covers(token(9))).isTrue();
        assertThat(revocation.covers(token(10))).isFalse();
        assertThat(revocation.covers(token(11))).isFalse();
    }

    @Test
    void revoking_one_of_two_secrets_spares_the_tokens_of_the_other() {
        RevocationTarget other = RevocationTarget.credential(ACME, CLIENT, Identifiers.newCredentialId());
        RevocationTarget same = RevocationTarget.credential(ACME, CLIENT, CREDENTIAL);

        assertThat(new Revocation(10, other, END).covers(token(1))).isFalse();
        assertThat(new Revocation(10, same, END).covers(token(1))).isTrue();
    }

    @Test
    void every_named_id_must_match() {
        assertThat(new Revocation(10, RevocationTarget.client(new TenantId("other"), CLIENT), END).covers(token(1))).isFalse();
    }

    @Test
    void a_person_takes_along_only_the_tokens_that_stand_for_that_person() {
        AccessTokenClaims own = personal("7");
        AccessTokenClaims anothers = personal("8");
        Revocation person = new Revocation(10, RevocationTarget.person(ACME, new PersonId(7)), END);
        Revocation consent = new Revocation(10, RevocationTarget.consent(ACME, Identifiers.newClientId(), new PersonId(7)), END);

        assertThat(person.covers(own)).isTrue();
        assertThat(person.covers(anothers)).isFalse();
        assertThat(person.covers(token(1))).isFalse();
        assertThat(consent.covers(own)).isFalse();
    }

    private static AccessTokenClaims personal(String subject) {
        AccessTokenClaims token = token(1);
        return new AccessTokenClaims(token.issuer(), subject, token.audience(), token.client(), token.tenant(), token.environment(), token.credential(),
                token.grant(), token.scopes(), token.tokenId(), token.issuedAt(), token.expiresAt(), token.position(), token.establishments());
    }

    @Test
    void issued_before_spares_tokens_of_that_second_and_those_issued_in_knowledge_of_it() {
        RevocationTarget target = new RevocationTarget(Optional.of(ACME), Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.of(Instant.ofEpochSecond(1_000)));
        Revocation revocation = new Revocation(10, target, END);

        assertThat(revocation.covers(token(1, Instant.ofEpochSecond(999)))).isTrue();
        assertThat(revocation.covers(token(10, Instant.ofEpochSecond(999)))).isFalse();
        assertThat(revocation.covers(token(1, Instant.ofEpochSecond(1_000)))).isFalse();
    }

    @Test
    void a_revocation_of_nothing_in_particular_cannot_be_made() {
        assertThatIllegalArgumentException().isThrownBy(() -> RevocationTarget.of(new Fields(java.util.Map.of())));
    }

    static AccessTokenClaims token(long position) {
        return token(position, Instant.ofEpochSecond(1_000));
    }

    static AccessTokenClaims token(long position, Instant issuedAt) {
        return new AccessTokenClaims("https://issuer", CLIENT.value(), "urn:x", CLIENT, ACME, new EnvironmentName("production"), CREDENTIAL,
                Optional.empty(), Scopes.of("a"), "jti", issuedAt, issuedAt.plusSeconds(60), position, List.of());
    }
}
