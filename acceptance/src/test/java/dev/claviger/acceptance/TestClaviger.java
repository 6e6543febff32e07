package dev.claviger.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claviger.quickstart.LocalClaviger;
import dev.claviger.quickstart.api.AdminApi;
import dev.claviger.quickstart.api.Answer;
import dev.claviger.quickstart.installation.Blueprint;
import dev.claviger.quickstart.installation.Installation;
import dev.claviger.quickstart.installation.Ports;
import dev.claviger.quickstart.people.CodeFlow;
import dev.claviger.quickstart.tenants.DemoTenant;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The installation the journeys run against, and the words they are told in. */
final class TestClaviger implements AutoCloseable {

    private final LocalClaviger claviger;
    private final HttpClient http;
    private final AtomicInteger tenants = new AtomicInteger();
    private final AtomicInteger people = new AtomicInteger();
    /** Everything that was shown to a caller once and must appear nowhere else. */
    private final Set<String> secretsSeen = ConcurrentHashMap.newKeySet();
    private final Set<String> refusalsSeen = ConcurrentHashMap.newKeySet();
    private AdminApi admin;

    private TestClaviger(LocalClaviger claviger) {
        this.claviger = claviger;
        this.http = claviger.installation().httpClient();
        this.admin = AdminApi.of(claviger.installation());
        secretsSeen.add(admin.token());
        secretsSeen.add(claviger.client().secret());
        secret(claviger.codeFlow().clientSecret());
        secret(claviger.codeFlow().password());
        claviger.console().administrator().ifPresent(login -> secret(login.password()));
        claviger.console().operator().ifPresent(login -> secret(login.password()));
    }

    static TestClaviger start() {
        return start("installation over http", false, Map.of("claviger.usage.flush-interval", "PT1S"));
    }

    static TestClaviger start(boolean tls) {
        return start("installation over https", tls, Map.of());
    }

    /** In a fresh folder, on ports nobody uses. Its logs stay there for whoever looks for a failure. */
    static TestClaviger start(String name, boolean tls, Map<String, String> settings) {
        return start(blueprint(name, tls, settings));
    }

    static TestClaviger start(Blueprint blueprint) {
        return new TestClaviger(LocalClaviger.start(blueprint));
    }

    /** Of a release that has no people yet, nor scopes for one type of token only. The demo's routes name its scopes all the same. */
    static TestClaviger startWithoutPeople(Blueprint blueprint) {
        return new TestClaviger(LocalClaviger.start(blueprint, installation -> {
            AdminApi admin = AdminApi.of(installation);
            DemoTenant.ofPeople().scopesJson().stream().map(scope -> scope.replaceAll(",\"token_types\":\\[[^]]*]", ""))
                    .forEach(scope -> admin.post("/admin/v1/scopes", scope).require("creating a scope", 201, 200));
            return new CodeFlow(DemoTenant.ofPeople(), "", "", "", "");
        }));
    }

    /** In a folder that is empty now. */
    static Blueprint blueprint(String name, boolean tls, Map<String, String> settings) {
        return blueprint(Path.of(System.getProperty("claviger.home")), name, tls, settings);
    }

    /** @param home the built source tree whose services run */
    static Blueprint blueprint(Path home, String name, boolean tls, Map<String, String> settings) {
        try {
            Path folder = Path.of("target", name);
            delete(folder);
            return new Blueprint(home, folder, Ports.free(), tls, true, settings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
            }
        }
    }

    Installation installation() {
        return claviger.installation();
    }

    LocalClaviger local() {
        return claviger;
    }

    AdminApi admin() {
        return admin;
    }

    // --- making things -------------------------------------------------------------------------------------------

    void scope(String name, String... implied) {
        String implies = List.of(implied).stream().map(s -> '"' + s + '"').collect(Collectors.joining(","));
        Answer answer = admin.post("/admin/v1/scopes", """
                {"name":"%s","description":"for a test","criticality":"low","implies":[%s]}""".formatted(name, implies));
        assertThat(answer.status()).as(answer.body()).isIn(200, 201);
    }

    /** A new tenant whose environment "production" leads to the origin. */
    Tenant tenant(String upstream) {
        String id = "tenant-" + tenants.incrementAndGet();
        Tenant tenant = new Tenant(id, "production", id + ".api.localhost");
        assertThat(admin.post("/admin/v1/tenants", "{\"id\":\"" + id + "\",\"name\":\"" + id + "\"}").status()).isEqualTo(201);
        Answer put = admin.put(tenant.path() + "/environments/production", """
                {"hosts":["%s"],"upstreams":["%s"],"token_paths":["/api/v1/auth/token"]}""".formatted(tenant.host(), upstream));
        assertThat(put.status()).as(put.body()).isIn(200, 201);
        return tenant;
    }

    Client client(Tenant tenant, String... scopes) {
        return client(tenant.id(), "production", scopes);
    }

    Client client(String tenant, String environment, String... scopes) {
        String registered = List.of(scopes).stream().map(s -> '"' + s + '"').collect(Collectors.joining(","));
        return registered(tenant, "{\"name\":\"Test\",\"environment\":\"%s\",\"scopes\":[%s]}".formatted(environment, registered));
    }

    /** A client as the admin API is told it. */
    Client registered(String tenant, String json) {
        Answer answer = admin.post("/admin/v1/tenants/" + tenant + "/clients", json);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        secret(answer.text("client_secret"));
        return new Client(tenant, answer.text("client_id"), answer.text("client_secret"), answer.text("credential_id"));
    }

    /** A client that acts for people; a public one has no secret. */
    Client codeClient(Tenant tenant, String more, String... scopes) {
        String registered = List.of(scopes).stream().map(s -> '"' + s + '"').collect(Collectors.joining(","));
        return registered(tenant.id(), """
                {"name":"Drawings","environment":"production","scopes":[%s],"grant_types":["authorization_code","refresh_token"]%s}""".formatted(registered, more));
    }

    /** Somebody of the tenant who may sign in. */
    Person person(Tenant tenant, String username, String role) {
        String password = "the password of " + tenant.host() + " no. " + people.incrementAndGet();
        Answer answer = admin.post(tenant.path() + "/people", """
                {"username":"%s","name":"%s","role":"%s","password":"%s"}""".formatted(username, username, role, password));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        secretsSeen.add(password);
        return new Person(tenant.id(), answer.json().path("id").asLong(), username, password);
    }

    /** A client that may refresh (RFC 6749 §6), with the members added. */
    Client refreshingClient(Tenant tenant, String more, String scope) {
        Answer answer = admin.post(tenant.path() + "/clients", """
                {"name":"Test","environment":"production","scopes":["%s"],"grant_types":["client_credentials","refresh_token"]%s}""".formatted(scope, more));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        secretsSeen.add(answer.text("client_secret"));
        return new Client(tenant.id(), answer.text("client_id"), answer.text("client_secret"), answer.text("credential_id"));
    }

    /** Adds to the gateway's route file and waits until the change is live: who brings no token is 401 then, not 404, nor 421 while the host is new. */
    void route(String host, String path, String scope) {
        String route = """

                  - id: test%s
                    methods: [GET]
                    path: %s
                    allow: [[%s]]
                """.formatted(path.replaceAll("[^a-z0-9]", "-"), path, scope);
        try {
            Files.writeString(installation().blueprint().routesFile(), route, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        await(Duration.ofSeconds(5), () -> get(host, path, null).status() == 401);
    }

    void revoke(Client client) {
        assertThat(admin.delete(client.path() + "/secrets/" + client.credential()).status()).isEqualTo(204);
    }

    // --- calling -------------------------------------------------------------------------------------------------

    /** A token for everything the client is registered for. */
    String token(Client client) {
        Answer answer = post(tokenService("/oauth2/token"), "application/x-www-form-urlencoded", "grant_type=client_credentials",
                "Authorization", client.basic());
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.text("access_token");
    }

    /** A client's request to a token endpoint, whichever replica's. */
    Answer ask(URI endpoint, Client client, String form) {
        return post(endpoint, "application/x-www-form-urlencoded", form, "Authorization", client.basic());
    }

    /** After a revocation of everything the administrator's old token is dead, too. */
    void renewAdmin() {
        admin = AdminApi.of(installation());
        secretsSeen.add(admin.token());
    }

    URI tokenService(String path) {
        return URI.create(installation().blueprint().tokenService() + path);
    }

    URI credentialService(String path) {
        return URI.create(installation().blueprint().credentialService() + path);
    }

    URI gateway(String path) {
        return URI.create(installation().blueprint().gateway() + path);
    }

    /** GET through the gateway; without a token when it is null. */
    Answer get(String host, String path, String token) {
        return get(gateway("/"), host, path, token);
    }

    /** The same through one of several gateways. */
    Answer get(URI gateway, String host, String path, String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(gateway.resolve(path)).header("Host", host);
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return send(request);
    }

    Answer get(URI uri) {
        return send(HttpRequest.newBuilder(uri));
    }

    Answer post(URI uri, String type, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).header("Content-Type", type)
                .POST(body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    Answer send(HttpRequest.Builder request) {
        try {
            return remembered(Answer.of(http.send(request.timeout(Duration.ofSeconds(20)).build(), BodyHandlers.ofString())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** One exchange with token-service on a bare socket, byte for byte as written. */
    Wire token(String head, String body) {
        return remembered(Wire.exchange(installation().blueprint().tokenService(), head, body));
    }

    /** One exchange with the gateway on a bare socket. */
    Wire api(String head, String body) {
        return remembered(Wire.exchange(installation().blueprint().gateway(), head, body));
    }

    /** The status, or 0 while nobody answers. */
    int statusOf(String host, String path, String token) {
        try {
            return get(host, path, token).status();
        } catch (UncheckedIOException e) {
            return 0;
        }
    }

    void await(Duration patience, BooleanSupplier condition) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("still not so after " + patience).isLessThan(deadline);
            pause();
        }
    }

    static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    /** Shown to somebody once; nothing when empty. */
    void secret(String shown) {
        if (!shown.isEmpty()) {
            secretsSeen.add(shown);
        }
    }

    // --- what the canary test asks -------------------------------------------------------------------------------

    Set<String> secretsSeen() {
        return secretsSeen;
    }

    Set<String> refusalsSeen() {
        return refusalsSeen;
    }

    private Wire remembered(Wire wire) {
        remembered(new Answer(wire.status(), wire.body(), null));
        return wire;
    }

    private Answer remembered(Answer answer) {
        if (answer.status() >= 400) {
            refusalsSeen.add(answer.body());
        }
        for (String member : List.of("access_token", "refresh_token", "id_token", "client_secret")) {
            if (!answer.text(member).isEmpty()) {
                secretsSeen.add(answer.text(member));
            }
        }
        return answer;
    }

    @Override
    public void close() {
        claviger.close();
    }
}
