package dev.claviger.acceptance;

import dev.claviger.quickstart.installation.Service;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Callers of a fleet who do not stop: requests through the gateways, tokens by every way there is, and administration. */
final class FleetLoad implements AutoCloseable {

    static final String PATH = "/api/v1/employees";

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    /** Turns of every caller, one after another, after which what happened counts as over. */
    private static final int QUIET = 20;

    private final TestClaviger claviger;
    private final Tenant tenant;
    private final String admin;
    private final List<Caller> callers = new ArrayList<>();
    private final List<Line> lines = new ArrayList<>();
    /** Of the one who refreshes; empty before the first time, and after a failure that ended the grant. */
    private String refreshToken = "";

    final Caller requests;
    /** By a secret that token-service remembers. */
    final Caller tokens;
    /** Refresh tokens are rows of the database. */
    final Caller refreshes;
    /** Makes clients, has a token for each, whose secret nobody can remember, and deletes them. */
    final Caller administrator;

    /** @param token of the client, for the requests */
    FleetLoad(Fleet fleet, Tenant tenant, Client client, String token) {
        this.claviger = fleet.claviger();
        this.tenant = tenant;
        this.admin = claviger.admin().token();
        Client refreshing = claviger.refreshingClient(tenant, "", "employees.readonly");
        Line gateway = line(fleet, Service.GATEWAY);
        Line remembered = line(fleet, Service.TOKEN);
        Line refreshed = line(fleet, Service.TOKEN);
        Line unknown = line(fleet, Service.TOKEN);
        Line administration = line(fleet, Service.CREDENTIAL);
        requests = calling("requests", () -> require(200, gateway.exchange(
                "GET " + PATH + " HTTP/1.1\nHost: " + tenant.host() + "\nAuthorization: Bearer " + token, "")));
        tokens = calling("tokens, secret remembered", () -> token(client, remembered, "grant_type=client_credentials"));
        refreshes = calling("tokens, refreshed", () -> refresh(refreshing, refreshed));
        administrator = calling("admin writes, and tokens of new clients", () -> aClientsLife(administration, unknown));
        settled();
    }

    List<Caller> callers() {
        return List.copyOf(callers);
    }

    /** Returns when all get what they ask for, again and again. */
    void settled() {
        List<Integer> before = callers.stream().map(Caller::succeeded).toList();
        claviger.await(PATIENCE, () -> callers.stream().allMatch(
                caller -> caller.inARow() >= QUIET && caller.succeeded() >= before.get(callers.indexOf(caller)) + QUIET));
    }

    /** Prints what was done since the last time, and begins to count anew. */
    void report(String what, long since) {
        System.out.printf("%s, settled after %.1f s:%n", what, (System.nanoTime() - since) / 1e9);
        for (Caller caller : callers) {
            System.out.printf("  %-40s %6d done, %3d failed%s%n", caller.getName(), caller.succeeded(), caller.failures().size(),
                    caller.failures().isEmpty() ? "" : ", first: " + caller.failures().get(0).getMessage());
        }
    }

    /** As if nothing had been done. */
    void forget() {
        callers.forEach(Caller::forget);
    }

    private Caller calling(String what, Caller.Turn turn) {
        Caller caller = new Caller(what, turn);
        callers.add(caller);
        return caller;
    }

    private Line line(Fleet fleet, Service service) {
        Line line = fleet.line(service);
        lines.add(line);
        return line;
    }

    /** One that broke off is asked for with the same refresh token again, as every client should (RFC 6749 §6 and the grace). */
    private void refresh(Client client, Line tokenService) throws IOException {
        String form = refreshToken.isEmpty() ? "grant_type=client_credentials" : "grant_type=refresh_token&refresh_token=" + refreshToken;
        try {
            refreshToken = token(client, tokenService, form).json().path("refresh_token").asText();
        } catch (Refusal refused) {
            if (refused.getMessage().contains("invalid_grant")) {
                refreshToken = "";
            }
            throw refused;
        }
    }

    private void aClientsLife(Line credentialService, Line tokenService) throws IOException {
        Wire made = write(credentialService, "POST", tenant.path() + "/clients",
                "{\"name\":\"Under load\",\"environment\":\"production\",\"scopes\":[\"employees.readonly\"]}");
        require(201, made);
        Client fresh = new Client(tenant.id(), made.json().path("client_id").asText(), made.json().path("client_secret").asText(), made.json().path("credential_id").asText());
        token(fresh, tokenService, "grant_type=client_credentials");
        require(204, write(credentialService, "DELETE", fresh.path(), ""));
    }

    private Wire write(Line credentialService, String method, String path, String json) throws IOException {
        return credentialService.exchange(method + " " + path + " HTTP/1.1\nHost: admin\nContent-Type: application/json\nAuthorization: Bearer " + admin, json);
    }

    private static Wire token(Client client, Line tokenService, String form) throws IOException {
        return require(200, tokenService.exchange(
                "POST /oauth2/token HTTP/1.1\nHost: tokens\nContent-Type: application/x-www-form-urlencoded\nAuthorization: " + client.basic(), form));
    }

    private static Wire require(int status, Wire answer) throws Refusal {
        if (answer.status() != status) {
            throw new Refusal(answer.status() + " instead of " + status + ": " + answer.body());
        }
        return answer;
    }

    @Override
    public void close() throws InterruptedException {
        for (Caller caller : callers) {
            caller.close();
        }
        lines.forEach(Line::close);
    }

    /** An answer, and not the right one. */
    static final class Refusal extends IOException {

        private Refusal(String message) {
            super(message);
        }
    }
}
