package dev.claviger.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claviger.contract.AccessEvent;
import dev.claviger.contract.EnvironmentLimits;
import dev.claviger.contract.EnvironmentName;
import dev.claviger.contract.EnvironmentRecord;
import dev.claviger.contract.TenantId;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.dns.AddressResolverOptions;
import io.vertx.core.http.HttpServer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An upstream cannot lead the gateway to its own machine, its node or a cloud's metadata")
class UpstreamAddressTest {

    private static final String HOST = "led.test";

    private static AddressResolverOptions hosts(String... lines) {
        return new AddressResolverOptions().setHostsValue(Buffer.buffer(String.join("\n", lines) + "\n"));
    }

    private static void lead(TestGateway gateway, String upstream) throws Exception {
        long next = gateway.parts.snapshots().position() + 1;
        gateway.services.record(new AccessEvent.EnvironmentPut(new EnvironmentRecord(new TenantId("led"), new EnvironmentName("prod"), List.of(HOST), List.of(upstream), "urn:led", List.of(), false, List.of(), EnvironmentLimits.NONE)));
        TestGateway.eventually(() -> gateway.parts.snapshots().position() == next);
    }

    private static Wire.Answer ask(TestGateway gateway) throws Exception {
        return gateway.send("GET", HOST, "/open");
    }

    private static void isRefused(TestGateway gateway, String upstream) throws Exception {
        lead(gateway, upstream);
        double before = refused(gateway);
        Wire.Answer answer = ask(gateway);
        assertThat(answer.status()).as(upstream).isEqualTo(502);
        assertThat(answer.json().getString("detail")).isEqualTo("The upstream could not be reached");
        TestGateway.eventually(() -> refused(gateway) == before + 1);
    }

    private static double refused(TestGateway gateway) {
        return gateway.registry.get("claviger.gateway.requests").tag("reason", "upstream_address_refused").counter().count();
    }

    @Test
    void refuses_loopback_unless_it_is_allowed() throws Exception {
        try (TestGateway gateway = new TestGateway(Map.of("claviger.upstream.allowed-networks", "127.9.9.9")).ready()) {
            isRefused(gateway, gateway.acme.url());
            assertThat(gateway.reached()).isZero();
        }
        try (TestGateway gateway = TestGateway.started(Map.of())) {
            lead(gateway, gateway.acme.url());
            assertThat(ask(gateway).body()).isEqualTo("answer of acme");
        }
    }

    @Test
    @DisplayName("By address in every notation, and by a name that leads there")
    void refuses_metadata_and_other_unfit_addresses() throws Exception {
        try (TestGateway gateway = new TestGateway(Map.of(), hosts("169.254.169.254 metadata.test", "fe80::1 link.test", "0.0.0.0 nowhere.test")).ready()) {
            for (String upstream : List.of("http://169.254.169.254", "https://169.254.169.254", "http://[fe80::1]", "http://[::1]:1", "http://0.0.0.0:1", "http://[::ffff:169.254.169.254]",
                    "http://224.0.0.1", "http://metadata.test", "http://link.test", "http://nowhere.test:1")) {
                isRefused(gateway, upstream);
            }
        }
    }

    @Test
    @DisplayName("Neither its data port nor the operators' port, loopback allowed or not")
    void refuses_its_own_ports() throws Exception {
        try (TestGateway gateway = new TestGateway(Map.of(), hosts("127.0.0.1 myself.test")).ready()) {
            for (String upstream : List.of("http://127.0.0.1:" + gateway.port(), "http://127.1.1.1:" + gateway.port(), "http://myself.test:" + gateway.port(), "http://127.0.0.1:" + TestGateway.MANAGEMENT_PORT)) {
                isRefused(gateway, upstream);
            }
        }
    }

    @Test
    void tells_the_upstream_its_name_and_not_the_address_it_was_reached_at() throws Exception {
        try (TestGateway gateway = new TestGateway(Map.of(), hosts("127.0.0.1 api.upstream.test")).ready()) {
            String port = gateway.acme.url().replaceAll(".*:", "");
            lead(gateway, "http://api.upstream.test:" + port);
            assertThat(ask(gateway).status()).isEqualTo(200);
            assertThat(gateway.acme.last().headers().get("Host")).isEqualTo("api.upstream.test:" + port);
        }
    }

    @Test
    @DisplayName("RFC 6066 §3: TLS names the upstream, too")
    void asks_for_the_upstreams_certificate_by_name() throws Exception {
        try (TestGateway gateway = new TestGateway(Map.of(), hosts("127.0.0.1 api.upstream.test")).ready();
                ServerSocket upstream = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            CompletableFuture<String> hello = CompletableFuture.supplyAsync(() -> firstBytes(upstream));
            lead(gateway, "https://api.upstream.test:" + upstream.getLocalPort());
            assertThat(ask(gateway).status()).isEqualTo(502);
            assertThat(hello.get(10, TimeUnit.SECONDS)).contains("api.upstream.test");
        }
    }

    private static String firstBytes(ServerSocket upstream) {
        try (Socket connection = upstream.accept()) {
            byte[] bytes = new byte[4096];
            return new String(bytes, 0, connection.getInputStream().read(bytes), StandardCharsets.ISO_8859_1);
        } catch (java.io.IOException broken) {
            throw new IllegalStateException(broken);
        }
    }

    @Test
    @DisplayName("DNS rebinding: the address that was judged is the one connected to, and the next answer is judged again")
    void connects_to_no_other_address_than_it_judged() throws Exception {
        Vertx outside = Vertx.vertx();
        try {
            AtomicInteger inside = new AtomicInteger();
            HttpServer fine = TestGateway.await(outside.createHttpServer().requestHandler(request -> request.response().end("fine")).listen(0, "127.0.0.2"));
            TestGateway.await(outside.createHttpServer().requestHandler(request -> {
                inside.incrementAndGet();
                request.response().end("inside");
            }).listen(fine.actualPort(), "127.0.0.3"));
            TestDns dns = new TestDns(outside);
            AddressResolverOptions names = new AddressResolverOptions().addServer(dns.address()).setSearchDomains(List.of()).setCacheMinTimeToLive(0);
            try (TestGateway gateway = new TestGateway(Map.of("claviger.upstream.allowed-networks", "127.0.0.2"), names).ready()) {
                dns.answerWith("127.0.0.2", "127.0.0.3");
                lead(gateway, "http://rebinding.test:" + fine.actualPort());
                assertThat(ask(gateway).body()).isEqualTo("fine");
                assertThat(ask(gateway).body()).isEqualTo("fine");
                assertThat(dns.asked.get()).isEqualTo(1);
                Thread.sleep(1_100);
                assertThat(ask(gateway).status()).isEqualTo(502);
                dns.answerWith("127.0.0.2");
                assertThat(ask(gateway).body()).isEqualTo("fine");
                assertThat(inside.get()).isZero();
            }
        } finally {
            TestGateway.await(outside.close());
        }
    }

    @Test
    @DisplayName("RFC 1035 §3.2.1: an upstream that has moved is found at its new address when its old one has lived its time, and nobody notices")
    void follows_a_name_to_its_new_address() throws Exception {
        Vertx outside = Vertx.vertx();
        try {
            HttpServer old = TestGateway.await(outside.createHttpServer().requestHandler(request -> request.response().end("old")).listen(0, "127.0.0.2"));
            TestGateway.await(outside.createHttpServer().requestHandler(request -> request.response().end("new")).listen(old.actualPort(), "127.0.0.3"));
            TestDns dns = new TestDns(outside);
            AddressResolverOptions names = new AddressResolverOptions().addServer(dns.address()).setSearchDomains(List.of()).setCacheMinTimeToLive(0);
            try (TestGateway gateway = new TestGateway(Map.of(), names).ready()) {
                dns.answerWith("127.0.0.2");
                lead(gateway, "http://moving.test:" + old.actualPort());
                assertThat(ask(gateway).body()).isEqualTo("old");
                dns.answerWith("127.0.0.3");
                TestGateway.eventually(() -> body(gateway).equals("new"));
                assertThat(ask(gateway).body()).isEqualTo("new");
            }
        } finally {
            TestGateway.await(outside.close());
        }
    }

    @Test
    @DisplayName("Of several addresses the next is tried where one takes no connection, also for what cannot be sent twice; where none is to be gone to, none")
    void turns_to_another_address_of_the_name() throws Exception {
        Vertx outside = Vertx.vertx();
        try {
            HttpServer there = TestGateway.await(outside.createHttpServer().requestHandler(request -> request.response().end(request.method() + " there")).listen(0, "127.0.0.3"));
            TestDns dns = new TestDns(outside);
            AddressResolverOptions names = new AddressResolverOptions().addServer(dns.address()).setSearchDomains(List.of()).setCacheMinTimeToLive(0);
            try (TestGateway gateway = new TestGateway(Map.of("claviger.upstream.allowed-networks", "127.0.0.2/31"), names).ready()) {
                dns.answerWith("127.0.0.2 127.0.0.3");
                lead(gateway, "http://several.test:" + there.actualPort());
                for (int i = 0; i < 5; i++) {
                    assertThat(ask(gateway).body()).isEqualTo("GET there");
                }
                assertThat(gateway.send("POST", HOST, "/open").body()).isEqualTo("POST there");

                dns.answerWith("127.0.0.4 127.0.0.3");
                Thread.sleep(1_100);
                assertThat(ask(gateway).body()).as("one where the gateway does not go, before one where it does").isEqualTo("GET there");
                dns.answerWith("127.0.0.2 127.0.0.4");
                Thread.sleep(1_100);
                assertThat(ask(gateway).status()).isEqualTo(502);
            }
        } finally {
            TestGateway.await(outside.close());
        }
    }

    private static String body(TestGateway gateway) {
        try {
            Wire.Answer answer = ask(gateway);
            assertThat(answer.status()).isEqualTo(200);
            return answer.body();
        } catch (Exception broken) {
            throw new IllegalStateException(broken);
        }
    }

    @Test
    void answers_502_for_a_name_nobody_knows() throws Exception {
        try (TestGateway gateway = new TestGateway(Map.of(), new AddressResolverOptions().addServer("127.0.0.1:1").setQueryTimeout(200).setMaxQueries(1).setSearchDomains(List.of())).ready()) {
            lead(gateway, "http://nobody.test");
            assertThat(ask(gateway).status()).isEqualTo(502);
            assertThat(refused(gateway)).isZero();
        }
    }
}
