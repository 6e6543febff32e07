package dev.claviger.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claviger.quickstart.api.Answer;
import dev.claviger.quickstart.installation.Replica;
import dev.claviger.quickstart.installation.Service;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two processes of token-service and of credential-service: whichever is asked, the answer is the same. */
@ExtendWith(ClavigerExtension.class)
class ReplicasTest {

    private static final String PATH = "/api/v1/employees";
    private static final int AT_ONCE = 24;
    private static final String REFRESH = "grant_type=refresh_token&refresh_token=";

    private static Replica otherTokenService;
    private static Replica otherCredentialService;

    @BeforeAll
    static void start(TestClaviger claviger) {
        otherTokenService = claviger.installation().addReplica(Service.TOKEN);
        otherCredentialService = claviger.installation().addReplica(Service.CREDENTIAL);
        otherTokenService.process().awaitReady();
        otherCredentialService.process().awaitReady();
    }

    @Test
    @DisplayName("RFC 6749 §6: 50 uses of one refresh token at two processes at once bring one pair")
    void one_pair_for_all_who_refresh_at_once(TestClaviger claviger) throws Exception {
        Client client = claviger.refreshingClient(claviger.tenant("http://127.0.0.1:9"), "", "employees.readonly");
        String token = claviger.ask(here(claviger), client, "grant_type=client_credentials").text("refresh_token");
        ExecutorService callers = Executors.newFixedThreadPool(10);
        List<Future<Answer>> asked = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            URI endpoint = i % 2 == 0 ? here(claviger) : there();
            asked.add(callers.submit(() -> claviger.ask(endpoint, client, REFRESH + token)));
        }
        Set<String> pairs = new HashSet<>();
        for (Future<Answer> answer : asked) {
            assertThat(answer.get().status()).as(answer.get().body()).isEqualTo(200);
            pairs.add(answer.get().text("access_token") + " " + answer.get().text("refresh_token"));
        }
        callers.shutdown();

        assertThat(pairs).hasSize(1);
    }

    @Test
    @DisplayName("RFC 9700 §4.14.2: a token spent at one process and used again at the other ends the grant at both, and at the gateway")
    void reuse_is_noticed_wherever_it_happens(TestClaviger claviger) throws Exception {
        try (RecordingUpstream upstream = new RecordingUpstream()) {
            Tenant tenant = claviger.tenant(upstream.origin());
            Client client = claviger.refreshingClient(tenant, "", "employees.readonly");
            String first = claviger.ask(here(claviger), client, "grant_type=client_credentials").text("refresh_token");
            String second = claviger.ask(there(), client, REFRESH + first).text("refresh_token");
            Answer third = claviger.ask(here(claviger), client, REFRESH + second);
            assertThat(claviger.get(tenant.host(), PATH, third.text("access_token")).status()).isEqualTo(200);

            assertThat(claviger.ask(there(), client, REFRESH + first).text("error")).isEqualTo("invalid_grant");

            assertThat(claviger.ask(here(claviger), client, REFRESH + third.text("refresh_token")).text("error")).isEqualTo("invalid_grant");
            claviger.await(Duration.ofSeconds(5), () -> claviger.get(tenant.host(), PATH, third.text("access_token")).status() == 401);
        }
    }

    @Test
    void both_sign_with_the_same_keys_and_publish_the_same_set(TestClaviger claviger) throws Exception {
        try (RecordingUpstream upstream = new RecordingUpstream()) {
            Tenant tenant = claviger.tenant(upstream.origin());
            Client client = claviger.client(tenant, "employees.readonly");

            String token = claviger.ask(there(), client, "grant_type=client_credentials").text("access_token");

            assertThat(claviger.get(tenant.host(), PATH, token).status()).isEqualTo(200);
            assertThat(claviger.get(URI.create(otherTokenService.address() + "/oauth2/jwks")).body())
                    .isEqualTo(claviger.get(claviger.tokenService("/oauth2/jwks")).body());
        }
    }

    @Test
    void a_secret_rotated_at_one_process_is_dead_for_whoever_follows_the_other(TestClaviger claviger) throws Exception {
        try (RecordingUpstream upstream = new RecordingUpstream()) {
            Tenant tenant = claviger.tenant(upstream.origin());
            Client client = claviger.client(tenant, "employees.readonly");
            String token = claviger.token(client);
            assertThat(claviger.get(tenant.host(), PATH, token).status()).isEqualTo(200);

            Answer rotated = claviger.send(HttpRequest.newBuilder(URI.create(otherCredentialService.address() + client.path() + "/secrets"))
                    .header("Authorization", "Bearer " + claviger.admin().token()).POST(BodyPublishers.noBody()));
            assertThat(rotated.status()).as(rotated.body()).isEqualTo(201);

            claviger.await(Duration.ofSeconds(5), () -> claviger.get(tenant.host(), PATH, token).status() == 401);
            assertThat(claviger.ask(here(claviger), client, "grant_type=client_credentials").text("error")).isEqualTo("invalid_client");
            Client renewed = new Client(client.tenant(), client.id(), rotated.text("client_secret"), rotated.text("credential_id"));
            assertThat(claviger.ask(there(), renewed, "grant_type=client_credentials").status()).isEqualTo(200);
        }
    }

    @Test
    @DisplayName("A person's way through sign-in and consent to tokens: every step at another process, and the one before it killed meanwhile")
    void a_flow_goes_on_wherever_it_is_answered(TestClaviger claviger) {
        Tenant tenant = claviger.tenant("http://127.0.0.1:9");
        Client client = claviger.codeClient(tenant, ",\"redirect_uris\":[\"http://127.0.0.1:4000/back\"]", "lucidchart.document.content", "offline_access");
        Person person = claviger.person(tenant, "grace", "member");
        Visitor browser = new Visitor(claviger);
        String request = request(client);

        Visitor.Page login = browser.at(otherTokenService.address()).open(request);
        killed();
        Visitor.Page consent = browser.at(claviger.tokenService("/")).signIn(login, person);
        restarted();
        Visitor.Page back = browser.at(otherTokenService.address()).submit(consent);
        killed();
        String exchange = "grant_type=authorization_code&redirect_uri=http%3A%2F%2F127.0.0.1%3A4000%2Fback&code=" + back.parameter("code");
        Answer tokens = claviger.ask(here(claviger), client, exchange);
        assertThat(tokens.status()).as(tokens.body()).isEqualTo(200);
        restarted();

        assertThat(claviger.ask(there(), client, REFRESH + tokens.text("refresh_token")).status()).isEqualTo(200);
        assertThat(browser.at(otherTokenService.address()).open(request).parameter("code")).as("still signed in, and agreed").isNotEmpty();
        assertThat(claviger.ask(there(), client, exchange).text("error")).as("a code works once, wherever").isEqualTo("invalid_grant");
    }

    @Test
    @DisplayName("A process killed while codes are exchanged: who was answered has tokens that are good, every other code works once or never, and none twice")
    void a_kill_in_the_middle_of_exchanges_makes_no_code_good_twice(TestClaviger claviger) throws Exception {
        Tenant tenant = claviger.tenant("http://127.0.0.1:9");
        Client client = claviger.codeClient(tenant, ",\"redirect_uris\":[\"http://127.0.0.1:4000/back\"]", "lucidchart.document.content", "offline_access");
        List<String> exchanges = codes(claviger, tenant, client).stream()
                .map(code -> "grant_type=authorization_code&redirect_uri=http%3A%2F%2F127.0.0.1%3A4000%2Fback&code=" + code).toList();

        List<Optional<Answer>> answers = killedWhile(exchanges, exchange -> claviger.ask(there(), client, exchange));
        for (int i = 0; i < exchanges.size(); i++) {
            Answer tokens = answers.get(i).orElse(null);
            if (tokens == null) {
                tokens = claviger.ask(here(claviger), client, exchanges.get(i));
            }
            if (tokens.status() == 200) {
                Answer refreshed = claviger.ask(here(claviger), client, REFRESH + tokens.text("refresh_token"));
                assertThat(refreshed.status()).as("what was answered is kept: %s", refreshed.body()).isEqualTo(200);
            }
            assertThat(claviger.ask(here(claviger), client, exchanges.get(i)).text("error")).isEqualTo("invalid_grant");
        }
        restarted();
    }

    @Test
    @DisplayName("A process killed while refresh tokens are exchanged: who was not answered asks again, and no grant is lost")
    void a_kill_in_the_middle_of_refreshes_costs_nobody_a_grant(TestClaviger claviger) throws Exception {
        Client client = claviger.refreshingClient(claviger.tenant("http://127.0.0.1:9"), "", "employees.readonly");
        List<String> spent = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            spent.add(claviger.ask(here(claviger), client, "grant_type=client_credentials").text("refresh_token"));
        }

        List<Optional<Answer>> answers = killedWhile(spent, token -> claviger.ask(there(), client, REFRESH + token));
        for (int i = 0; i < spent.size(); i++) {
            Answer pair = answers.get(i).isPresent() ? answers.get(i).get() : claviger.ask(here(claviger), client, REFRESH + spent.get(i));
            assertThat(pair.status()).as(pair.body()).isEqualTo(200);
            assertThat(claviger.ask(here(claviger), client, REFRESH + pair.text("refresh_token")).status()).isEqualTo(200);
            assertThat(claviger.ask(here(claviger), client, REFRESH + spent.get(i)).text("error")).as("spent, and its successor used").isEqualTo("invalid_grant");
        }
        restarted();
    }

    @Test
    @DisplayName("A process killed while people agree: who was sent back has a code that is good, everybody else is still signed in and agrees again")
    void a_kill_in_the_middle_of_consents_loses_no_answer(TestClaviger claviger) throws Exception {
        Tenant tenant = claviger.tenant("http://127.0.0.1:9");
        Client client = claviger.codeClient(tenant, ",\"redirect_uris\":[\"http://127.0.0.1:4000/back\"]", "lucidchart.document.content");
        Person person = claviger.person(tenant, "edith", "member");
        Visitor first = new Visitor(claviger);
        first.signIn(first.open(request(client)), person);
        record Asked(Visitor browser, Visitor.Page consent) {
        }
        List<Asked> asked = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            Visitor browser = first.another();
            asked.add(new Asked(browser, browser.at(otherTokenService.address()).open(request(client) + "&prompt=consent")));
        }

        List<Optional<Visitor.Page>> sent = killedWhile(asked, one -> one.browser().submit(one.consent()));
        for (int i = 0; i < asked.size(); i++) {
            Visitor browser = asked.get(i).browser().at(claviger.tokenService("/"));
            Visitor.Page back = sent.get(i).orElseGet(() -> browser.open(request(client)));
            if (back.away().isEmpty()) {
                back = browser.submit(back);
            }
            String exchange = "grant_type=authorization_code&redirect_uri=http%3A%2F%2F127.0.0.1%3A4000%2Fback&code=" + back.parameter("code");
            assertThat(claviger.ask(here(claviger), client, exchange).status()).isEqualTo(200);
        }
        restarted();
    }

    /** Codes of one person who has agreed. */
    private static List<String> codes(TestClaviger claviger, Tenant tenant, Client client) {
        Visitor browser = new Visitor(claviger);
        browser.submit(browser.signIn(browser.open(request(client)), claviger.person(tenant, "hedy", "member")));
        List<String> codes = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            codes.add(browser.open(request(client)).parameter("code"));
        }
        return codes;
    }

    private static String request(Client client) {
        return "/oauth2/authorize?response_type=code&redirect_uri=http%3A%2F%2F127.0.0.1%3A4000%2Fback&client_id=" + client.id();
    }

    /** What each was answered by the process that is killed as soon as some have been. */
    private static <Q, A> List<Optional<A>> killedWhile(List<Q> questions, Function<Q, A> ask) throws Exception {
        CountDownLatch some = new CountDownLatch(AT_ONCE / 5);
        ExecutorService callers = Executors.newFixedThreadPool(4);
        try {
            List<Future<Optional<A>>> asked = questions.stream().map(question -> callers.submit(() -> {
                try {
                    return Optional.of(ask.apply(question));
                } catch (UncheckedIOException unanswered) {
                    return Optional.<A>empty();
                } finally {
                    some.countDown();
                }
            })).toList();
            assertThat(some.await(20, TimeUnit.SECONDS)).isTrue();
            killed();
            List<Optional<A>> answers = new ArrayList<>();
            for (Future<Optional<A>> answer : asked) {
                answers.add(answer.get());
            }
            assertThat(answers).as("in the middle").anyMatch(Optional::isPresent).anyMatch(Optional::isEmpty);
            return answers;
        } finally {
            callers.shutdownNow();
        }
    }

    /** kill -9 */
    private static void killed() {
        otherTokenService.process().kill();
    }

    private static void restarted() {
        otherTokenService.process().start();
        otherTokenService.process().awaitReady();
    }

    private static URI here(TestClaviger claviger) {
        return claviger.tokenService("/oauth2/token");
    }

    private static URI there() {
        return URI.create(otherTokenService.address() + "/oauth2/token");
    }
}
