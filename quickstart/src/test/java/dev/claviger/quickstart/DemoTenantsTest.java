package dev.claviger.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.claviger.quickstart.api.AdminApi;
import dev.claviger.quickstart.tenants.DemoTenant;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DemoTenantsTest {

    private final List<String> received = new CopyOnWriteArrayList<>();
    private HttpServer server;

    @BeforeEach
    void start() throws Exception {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            received.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body);
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void what_an_earlier_version_made_becomes_what_the_file_says() {
        DemoTenant lucca = DemoTenant.all().get(2);

        DemoTenants.bringUpToDate(new AdminApi(HttpClient.newHttpClient(), "http://127.0.0.1:" + server.getAddress().getPort(), "token"), lucca, "abc");

        assertThat(received).containsExactly("PATCH /admin/v1/tenants/lucca {\"name\":\"Lucca\",\"access_token_lifetime\":\"PT30M\"}",
                "PATCH /admin/v1/tenants/lucca/clients/abc " + lucca.clientJson());
    }
}
