package dev.claviger.benchmarks.revocation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.claviger.quickstart.LocalClaviger;
import dev.claviger.quickstart.api.AdminApi;
import dev.claviger.quickstart.api.Answer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Tenants, clients and tokens made before anything is measured. Beside each victim stands whoever resembles it most and must stay: another token and
 * grant of the same client, another secret's, another client's of the same tenant.
 */
final class Population {

    private static final String SHARED_TENANT = "shared";
    private static final int CALLERS = 4;
    private static final int MOST_BYSTANDERS = 200;

    private final AdminApi admin;
    private final HttpClient http;
    private final URI tokenEndpoint;
    private final String upstream;
    private final List<Victim> victims = Collections.synchronizedList(new ArrayList<>());
    private final List<Pass> bystanders = Collections.synchronizedList(new ArrayList<>());

    private Population(LocalClaviger claviger, AdminApi admin) {
        this.admin = admin;
        this.http = claviger.installation().httpClient();
        this.tokenEndpoint = claviger.installation().blueprint().tokenEndpoint();
        this.upstream = claviger.installation().blueprint().sampleApi().toString();
    }

    static Population make(LocalClaviger claviger, AdminApi admin, int count) throws Exception {
        Population population = new Population(claviger, admin);
        population.tenant(SHARED_TENANT);
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        List<Future<Void>> made = new ArrayList<>();
        Random dice = new Random(1);
        for (int i = 0; i < count; i++) {
            Kind kind = Kind.values()[dice.nextInt(Kind.values().length)];
            String name = "v" + i;
            made.add(callers.submit(() -> population.add(kind, name)));
        }
        for (Future<Void> one : made) {
            one.get();
        }
        callers.shutdown();
        return population;
    }

    List<Victim> victims() {
        return victims;
    }

    List<Pass> bystanders() {
        return bystanders;
    }

    private Void add(Kind kind, String name) throws IOException, InterruptedException {
        String tenant = kind == Kind.TENANT ? tenant(name) : SHARED_TENANT;
        JsonNode client = client(tenant, name);
        String id = client.path("client_id").asText();
        victims.add(new Victim(kind, pass(tenant, id, client.path("client_secret").asText())));
        if (bystanders.size() < MOST_BYSTANDERS) {
            bystanders.add(bystander(kind, id, client));
        }
        return null;
    }

    private Pass bystander(Kind kind, String id, JsonNode client) throws IOException, InterruptedException {
        switch (kind) {
            case TOKEN, GRANT:
                return pass(SHARED_TENANT, id, client.path("client_secret").asText());
            case SECRET:
                String second = require(admin.post(clients(SHARED_TENANT) + "/" + id + "/secrets", "{\"previous_valid_for\":\"P1D\"}")).path("client_secret").asText();
                return pass(SHARED_TENANT, id, second);
            default:
                JsonNode other = client(SHARED_TENANT, "by-" + id);
                return pass(SHARED_TENANT, other.path("client_id").asText(), other.path("client_secret").asText());
        }
    }

    private String tenant(String id) {
        require(admin.post("/admin/v1/tenants", "{\"id\":\"%s\",\"name\":\"%s\"}".formatted(id, id)));
        require(admin.put("/admin/v1/tenants/" + id + "/environments/production", "{\"hosts\":[\"%s\"],\"upstreams\":[\"%s\"]}".formatted(host(id), upstream)));
        return id;
    }

    private JsonNode client(String tenant, String name) {
        return require(admin.post(clients(tenant), ("{\"name\":\"%s\",\"environment\":\"production\",\"scopes\":[\"employees.readonly\"],"
                + "\"grant_types\":[\"client_credentials\",\"refresh_token\"]}").formatted(name)));
    }

    private Pass pass(String tenant, String id, String secret) throws IOException, InterruptedException {
        String basic = Base64.getEncoder().encodeToString((id + ":" + secret).getBytes(StandardCharsets.US_ASCII));
        HttpRequest request = HttpRequest.newBuilder(URI.create(tokenEndpoint + "?grant_type=client_credentials"))
                .header("Authorization", "Basic " + basic).POST(HttpRequest.BodyPublishers.noBody()).build();
        Answer answer = Answer.of(http.send(request, BodyHandlers.ofString()));
        return new Pass(host(tenant), require(answer).path("access_token").asText());
    }

    private static String clients(String tenant) {
        return "/admin/v1/tenants/" + tenant + "/clients";
    }

    private static String host(String tenant) {
        return tenant + ".bench.localhost";
    }

    private static JsonNode require(Answer answer) {
        if (answer.status() / 100 != 2) {
            throw new IllegalStateException("making the population: a call was answered " + answer.status());
        }
        return answer.json();
    }
}
