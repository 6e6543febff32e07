package dev.claviger.quickstart.installation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

class SampleApiTest {

    @Test
    @SuppressWarnings("try") // opened to be closed
    void answers_with_what_reached_it() throws Exception {
        int port = Ports.free().sampleApi();
        try (SampleApi api = SampleApi.start(port)) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/echo/a%20b?x=1"))
                    .header("Claviger-Tenant", "acme")
                    .method("PATCH", BodyPublishers.ofString("hello"))
                    .build();

            JsonNode echo = new ObjectMapper().readTree(
                    HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body());

            assertThat(echo.path("method").asText()).isEqualTo("PATCH");
            assertThat(echo.path("path").asText()).isEqualTo("/echo/a%20b");
            assertThat(echo.path("query").asText()).isEqualTo("x=1");
            assertThat(echo.path("headers").path("claviger-tenant").asText()).isEqualTo("acme");
            assertThat(echo.path("body").asText()).isEqualTo("hello");
        }
    }
}
