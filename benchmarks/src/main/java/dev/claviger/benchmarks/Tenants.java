package dev.claviger.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.claviger.quickstart.LocalClaviger;
import dev.claviger.quickstart.api.AdminApi;
import dev.claviger.quickstart.api.Answer;
import dev.claviger.quickstart.installation.Blueprint;
import dev.claviger.quickstart.installation.Service;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * What many tenants cost: loads them through the admin API, one environment and one client each, and compares memory
 * and CPU per request of gateway and token-service before and after.
 */
final class Tenants implements Benchmark {

    private static final int CALLERS = 8;
    private static final int REQUESTS = 10_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final int count;

    Tenants(int count) {
        this.count = count;
    }

    @Override
    public void run(LocalClaviger claviger) throws Exception {
        Caller demo = new Caller(claviger, "acme.api.localhost", claviger.client().id(), claviger.client().secret());
        report("warm-up, not to be compared", claviger, demo);
        report("before", claviger, demo);
        Caller last = load(claviger);
        report("after, the same tenant", claviger, demo);
        report("after, the last tenant", claviger, last);
    }

    private void report(String when, LocalClaviger claviger, Caller caller) throws IOException, InterruptedException {
        String token = caller.token();
        System.out.printf("%-28s gateway %5.1f MiB, %4.0f µs CPU a request; token-service %5.1f MiB, %4.0f µs CPU a token%n", when,
                mebibytes(claviger, Service.GATEWAY), cost(claviger, Service.GATEWAY, () -> caller.call(token)),
                mebibytes(claviger, Service.TOKEN), cost(claviger, Service.TOKEN, caller::token));
    }

    private Caller load(LocalClaviger claviger) throws Exception {
        AdminApi admin = AdminApi.of(claviger.installation());
        String upstream = claviger.installation().blueprint().sampleApi().toString();
        long start = System.nanoTime();
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        List<Future<JsonNode>> created = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String tenant = "tenant-" + i;
            created.add(callers.submit(() -> create(admin, tenant, upstream)));
        }
        JsonNode last = null;
        for (Future<JsonNode> client : created) {
            last = client.get();
        }
        callers.shutdown();
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf("%d tenants loaded in %.0f s by %d callers: %.1f ms a call%n", count, seconds, CALLERS, seconds * 1000 * CALLERS / (3.0 * count));
        return new Caller(claviger, host("tenant-" + (count - 1)), last.get("client_id").asText(), last.get("client_secret").asText());
    }

    private static JsonNode create(AdminApi admin, String tenant, String upstream) throws IOException {
        require(admin.post("/admin/v1/tenants", "{\"id\":\"%s\",\"name\":\"%s\"}".formatted(tenant, tenant)));
        require(admin.put("/admin/v1/tenants/" + tenant + "/environments/production",
                "{\"hosts\":[\"%s\"],\"upstreams\":[\"%s\"]}".formatted(host(tenant), upstream)));
        return JSON.readTree(require(admin.post("/admin/v1/tenants/" + tenant + "/clients",
                "{\"name\":\"Load\",\"environment\":\"production\",\"scopes\":[\"employees.readonly\"]}")));
    }

    private static String require(Answer answer) {
        if (answer.status() / 100 != 2) {
            throw new IllegalStateException("the admin API answered " + answer.status() + ": " + answer.body());
        }
        return answer.body();
    }

    private static String host(String tenant) {
        return tenant + ".load.localhost";
    }

    private static double mebibytes(LocalClaviger claviger, Service service) throws IOException, InterruptedException {
        return new Footprint(claviger, service).heap() / (1024.0 * 1024);
    }

    private static double cost(LocalClaviger claviger, Service service, Request request) throws IOException, InterruptedException {
        Footprint process = new Footprint(claviger, service);
        long before = process.cpu().toNanos();
        for (int i = 0; i < REQUESTS; i++) {
            request.send();
        }
        return (process.cpu().toNanos() - before) / 1_000.0 / REQUESTS;
    }

    private interface Request {
        void send() throws IOException, InterruptedException;
    }

    /** One client application at work. */
    private static final class Caller {

        private final HttpClient client;
        private final Blueprint blueprint;
        private final String host;
        private final String basic;

        Caller(LocalClaviger claviger, String host, String id, String secret) {
            this.client = claviger.installation().httpClient();
            this.blueprint = claviger.installation().blueprint();
            this.host = host;
            this.basic = "Basic " + Base64.getEncoder().encodeToString((id + ":" + secret).getBytes(StandardCharsets.US_ASCII));
        }

        String token() throws IOException, InterruptedException {
            HttpRequest request = HttpRequest.newBuilder(URI.create(blueprint.tokenEndpoint() + "?grant_type=client_credentials"))
                    .header("Authorization", basic).POST(HttpRequest.BodyPublishers.noBody()).build();
            return JSON.readTree(require(request)).get("access_token").asText();
        }

        void call(String token) throws IOException, InterruptedException {
            require(HttpRequest.newBuilder(blueprint.gateway().resolve("/echo/bench"))
                    .header("Host", host).header("Authorization", "Bearer " + token).build());
        }

        private String require(HttpRequest request) throws IOException, InterruptedException {
            HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(request.uri() + " answered " + answer.statusCode());
            }
            return answer.body();
        }
    }
}
