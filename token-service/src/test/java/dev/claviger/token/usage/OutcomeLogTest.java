package dev.claviger.token.usage;

import dev.claviger.contract.Scopes;
import dev.claviger.contract.VerifiedClient;
import dev.claviger.token.TestClient;
import dev.claviger.token.TestClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

@DisplayName("What became of token requests between two reports")
class OutcomeLogTest {

    private static final long HOUR = Instant.parse("2026-01-01T00:00:00Z").getEpochSecond();

    private final TestClock clock = new TestClock("2026-01-01T00:59:58Z");
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final OutcomeLog log = new OutcomeLog(4, clock, meters);
    private final VerifiedClient one = client("a", "b");

    @Test
    void adds_up_by_client_grant_type_and_scopes_named_and_hour() {
        log.issued(one, "client_credentials", Optional.of(Scopes.of("b", "a")));
        log.issued(one, "client_credentials", Optional.of(Scopes.of("a", "b")));
        clock.pass(Duration.ofSeconds(3));
        log.issued(one, "client_credentials", Optional.of(Scopes.of("a", "b")));
        TokenRequestOutcome issued = TokenRequestOutcome.issued(HOUR, one, "client_credentials", Optional.of(Scopes.of("a", "b")));
        assertThat(issued.named()).isEqualTo("a b");
        assertThat(log.take(9)).containsOnly(Map.entry(issued, 2L), Map.entry(TokenRequestOutcome.issued(HOUR + 3600, one, "client_credentials", Optional.of(Scopes.of("a", "b"))), 1L));
        assertThat(log.take(9)).isEmpty();
    }

    @Test
    @DisplayName("who is not proven makes no place of its own, whatever it says to be")
    void strangers_count_by_reason_alone() {
        IntStream.range(0, 50).forEach(n -> log.refused(Optional.empty(), "client_credentials", "invalid_client"));
        log.refused(Optional.empty(), "refresh_token", "invalid_client");
        assertThat(log.take(9)).containsOnly(Map.entry(new TokenRequestOutcome(HOUR, null, null, null, null, null, "invalid_client"), 51L));
    }

    @Test
    void counts_further_clients_together_where_there_is_no_place() {
        List<VerifiedClient> clients = IntStream.range(0, 5).mapToObj(n -> client("a")).toList();
        clients.forEach(client -> log.issued(client, "client_credentials", Optional.empty()));
        log.issued(clients.get(0), "client_credentials", Optional.empty());
        Map<TokenRequestOutcome, Long> taken = log.take(9);
        assertThat(taken.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(6);
        assertThat(taken).containsEntry(TokenRequestOutcome.issued(HOUR, clients.get(0), "client_credentials", Optional.empty()), 2L);
        assertThat(taken.keySet()).anyMatch(outcome -> outcome.client().equals("other"));
        assertThat(meters.counter("claviger.usage.uncounted").count()).isEqualTo(3);
    }

    @Test
    @DisplayName("one tenant takes half of the places, and gets them back when they are told")
    void a_tenants_share() {
        IntStream.range(0, 9).forEach(n -> log.issued(client("a"), "client_credentials", Optional.empty()));
        VerifiedClient known = TestClient.of("other", "prod", "a").record();
        log.issued(known, "client_credentials", Optional.empty());
        assertThat(log.take(9)).containsEntry(TokenRequestOutcome.issued(HOUR, known, "client_credentials", Optional.empty()), 1L)
                .containsEntry(TokenRequestOutcome.issued(HOUR, one, "client_credentials", Optional.empty()).asOther(), 7L);
        log.issued(one, "client_credentials", Optional.empty());
        assertThat(log.take(9)).containsOnlyKeys(TokenRequestOutcome.issued(HOUR, one, "client_credentials", Optional.empty()));
    }

    @Test
    @DisplayName("a client that names ever other sets of its scopes is told of with so many an hour, of every scope it named at least one; all are counted")
    void sets_without_end() {
        OutcomeLog roomy = new OutcomeLog(5_000, clock, meters);
        List<String> names = IntStream.range(0, 10).mapToObj(n -> "s" + n).toList();
        IntStream.range(1, 1 << 10).forEach(set -> roomy.issued(one, "client_credentials",
                Optional.of(Scopes.of(IntStream.range(0, 10).filter(n -> (set >> n & 1) == 1).mapToObj(names::get).toList()))));
        Map<TokenRequestOutcome, Long> taken = roomy.take(5_000);
        assertThat(taken).hasSizeLessThanOrEqualTo(NamedSets.OF_A_CLIENT + names.size() + 1);
        assertThat(taken.values().stream().mapToLong(Long::longValue).sum()).isEqualTo((1 << 10) - 1);
        assertThat(taken.keySet().stream().filter(told -> told.named() != null).flatMap(told -> Stream.of(told.named().split(" ")))).containsAll(names);
        roomy.issued(one, "client_credentials", Optional.of(Scopes.of("s0")));
        assertThat(roomy.take(9).keySet()).as("known, and told again").extracting(TokenRequestOutcome::named).containsExactly("s0");
        clock.pass(Duration.ofHours(1));
        roomy.issued(one, "client_credentials", Optional.of(Scopes.of(names)));
        assertThat(roomy.take(9).keySet()).as("the next hour").extracting(TokenRequestOutcome::named).doesNotContainNull();
    }

    @Test
    void gives_up_what_is_older_than_a_day_and_says_how_much() {
        log.issued(one, "client_credentials", Optional.empty());
        clock.pass(Duration.ofHours(26));
        assertThat(log.take(9)).isEmpty();
        assertThat(meters.counter("claviger.usage.outcomes.dropped").count()).isEqualTo(1);
    }

    @Test
    @DisplayName("requests are counted by many threads while reports are taken: each is in one report")
    void loses_none_and_tells_none_twice() {
        List<CompletableFuture<Void>> counting = IntStream.range(0, 4).mapToObj(thread -> CompletableFuture.runAsync(() ->
                IntStream.range(0, 500).forEach(n -> log.issued(one, "client_credentials", Optional.empty())))).toList();
        long told = 0;
        while (!counting.stream().allMatch(CompletableFuture::isDone)) {
            told += sum();
        }
        assertThat(told + sum()).isEqualTo(2000);
    }

    private static VerifiedClient client(String... scopes) {
        return TestClient.of("acme", "prod", scopes).record();
    }

    private long sum() {
        return log.take(9).values().stream().mapToLong(Long::longValue).sum();
    }
}
