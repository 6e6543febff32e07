package dev.claviger.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import dev.claviger.quickstart.LocalClaviger;
import dev.claviger.quickstart.api.AdminApi;
import dev.claviger.quickstart.api.Answer;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Whether anything grows with the number of clients: a million of them with three secrets each are put into the database,
 * and verification, rotation and listing are measured before and after, together with how many rows were read by
 * sequential scans meanwhile.
 */
final class Secrets implements Benchmark {

    private static final int REAL_CLIENTS = 100;
    private static final int ROUNDS = 10;
    /** Enough for full pages before the many come. */
    private static final int FEW = 10_000;
    /** The cursor behind the id 8, in the middle of the ids that are loaded. */
    private static final String MIDDLE = Base64.getUrlEncoder().withoutPadding().encodeToString("8".getBytes(StandardCharsets.US_ASCII));

    private final int count;

    Secrets(int count) {
        this.count = count;
    }

    @Override
    public void run(LocalClaviger claviger) throws Exception {
        AdminApi admin = AdminApi.of(claviger.installation());
        List<JsonNode> clients = realClients(admin);
        try (CredentialDatabase database = CredentialDatabase.of(claviger)) {
            database.load(1, FEW);
            measure("warm-up, not to be compared", claviger, database, clients);
            measure("before", claviger, database, clients);
            database.load(FEW + 1, count);
            measure("after", claviger, database, clients);
        }
    }

    private static List<JsonNode> realClients(AdminApi admin) {
        List<JsonNode> clients = new ArrayList<>();
        for (int i = 0; i < REAL_CLIENTS; i++) {
            clients.add(require(admin.post("/admin/v1/tenants/acme/clients",
                    "{\"name\":\"Measured\",\"environment\":\"production\",\"scopes\":[\"employees.readonly\"]}")).json());
        }
        return clients;
    }

    private void measure(String when, LocalClaviger claviger, CredentialDatabase database, List<JsonNode> clients) throws Exception {
        long scanned = database.rowsScanned();
        System.out.printf("%n%s%n%-44s %9s %9s %9s%n", when, "milliseconds over loopback", "median", "p99", "most");
        report(verification(claviger, clients));
        // A token for the administrator lives half an hour; loading may take some of that.
        AdminApi admin = AdminApi.of(claviger.installation());
        report(rotation(admin, clients));
        report(listing("the first page of a tenant's clients", admin, "/admin/v1/tenants/" + CredentialDatabase.TENANT + "/clients?limit=100", 200));
        report(listing("a page from the middle", admin, "/admin/v1/tenants/" + CredentialDatabase.TENANT + "/clients?limit=100&after=" + MIDDLE, 200));
        report(listing("one client's secrets", admin, "/admin/v1/tenants/acme/clients/" + clients.get(0).get("client_id").asText() + "/secrets", 200));
        report(listing("the audit of one client", admin, "/admin/v1/audit?tenant=acme&client_id=" + clients.get(0).get("client_id").asText(), 200));
        database.settle();
        System.out.printf("rows of clients and secrets read by sequential scans meanwhile: %d%n", database.rowsScanned() - scanned);
    }

    /** Asked of credential-service itself, since token-service would remember the answer. */
    private static Sample verification(LocalClaviger claviger, List<JsonNode> clients) throws IOException, InterruptedException {
        HttpClient http = claviger.installation().httpClient();
        URI question = claviger.installation().blueprint().credentialService().resolve("/internal/client-verifications");
        Sample sample = new Sample("verifying a secret", ROUNDS * clients.size());
        for (int round = 0; round < ROUNDS; round++) {
            for (JsonNode client : clients) {
                HttpRequest request = HttpRequest.newBuilder(question)
                        .header("Authorization", "Bearer " + claviger.installation().secrets().tokenServiceKey())
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{\"client_id\":\"%s\",\"client_secret\":\"%s\"}"
                                .formatted(client.get("client_id").asText(), client.get("client_secret").asText()))).build();
                long start = System.nanoTime();
                boolean verified = http.send(request, BodyHandlers.ofString()).body().contains("\"verified\":true");
                sample.add(System.nanoTime() - start);
                if (!verified) {
                    throw new IllegalStateException("a right secret was not verified");
                }
            }
        }
        return sample;
    }

    /** With an overlap of a day, so that the secret verified above stays live for as long as it is needed. */
    private static Sample rotation(AdminApi admin, List<JsonNode> clients) {
        Sample sample = new Sample("rotating a secret, and ending the new one", clients.size());
        for (JsonNode client : clients) {
            String secrets = "/admin/v1/tenants/acme/clients/" + client.get("client_id").asText() + "/secrets";
            long start = System.nanoTime();
            String fresh = require(admin.post(secrets, "{\"previous_valid_for\":\"P1D\"}")).text("credential_id");
            require(admin.delete(secrets + "/" + fresh));
            sample.add(System.nanoTime() - start);
        }
        return sample;
    }

    private static Sample listing(String what, AdminApi admin, String path, int times) {
        Sample sample = new Sample(what, times);
        for (int i = 0; i < times; i++) {
            long start = System.nanoTime();
            require(admin.get(path));
            sample.add(System.nanoTime() - start);
        }
        return sample;
    }

    private static void report(Sample sample) {
        System.out.printf("%-44s %9.2f %9.2f %9.2f%n", sample.name(), sample.quantile(0.5) / 1000, sample.quantile(0.99) / 1000, sample.quantile(1) / 1000);
    }

    private static Answer require(Answer answer) {
        if (answer.status() / 100 != 2) {
            throw new IllegalStateException("the admin API answered " + answer.status() + ": " + answer.body());
        }
        return answer;
    }
}
