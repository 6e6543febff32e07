package dev.claviger.quickstart;

import dev.claviger.quickstart.api.AdminApi;
import dev.claviger.quickstart.api.Answer;
import dev.claviger.quickstart.api.Call;
import dev.claviger.quickstart.installation.Installation;
import dev.claviger.quickstart.installation.LocalSecrets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The demo's tenant, environment, scopes and client, made through the admin API, and then {@link DemoTenants the other tenants}. Running it again changes nothing: a
 * client's secret is shown once, so it is kept, and a new client is made only when the kept one no longer works.
 */
public final class DemoData {

    public static final String TENANT = "acme";
    public static final String ENVIRONMENT = "production";
    public static final String HOST = "acme.api.localhost";
    /** What the demo's client holds, in the order in which an answer names it. */
    public static final String SCOPE = "employees.readonly job-positions.readonly";
    public static final String AUDIENCE = "urn:claviger:acme:production";
    public static final String PROTECTED_PATH = "/api/v1/employees";
    public static final String FORBIDDEN_PATH = "/api/v1/payslips";

    private static final String CLIENTS = "/admin/v1/tenants/" + TENANT + "/clients";
    private static final String ID = "demo-client-id";
    private static final String SECRET = "demo-client-secret";

    private static final List<String> SCOPES = List.of(
            """
            {"name":"employees.readonly","description":"Read names and work details of employees","criticality":"medium","implies":[]}""",
            """
            {"name":"employees.readwrite","description":"Read and change employees","criticality":"high","implies":["employees.readonly"]}""",
            """
            {"name":"departments.readonly","description":"Read the departments","criticality":"low","implies":[]}""",
            """
            {"name":"job-positions.readonly","description":"Read the job positions","criticality":"low","implies":[]}""",
            """
            {"name":"payslips.readonly","description":"Read payslips","criticality":"high","implies":[]}""");

    private final Installation installation;
    private final LocalSecrets secrets;
    private final AdminApi admin;

    private DemoData(Installation installation) {
        this.installation = installation;
        this.secrets = installation.secrets();
        this.admin = AdminApi.of(installation);
    }

    /** Makes what is missing; needs credential-service and token-service ready, and the gateway not yet. */
    public static DemoClient place(Installation installation) {
        DemoData data = new DemoData(installation);
        data.placeScopes();
        data.placeTenant();
        data.placeEnvironment();
        new DemoTenants(installation, data.admin).place();
        return data.client();
    }

    private void placeScopes() {
        SCOPES.forEach(scope -> admin.post("/admin/v1/scopes", scope).require("creating a scope", 201, 200));
    }

    private void placeTenant() {
        admin.post("/admin/v1/tenants", "{\"id\":\"" + TENANT + "\",\"name\":\"Acme\"}")
                .require("creating the tenant", 201, 409);
    }

    private void placeEnvironment() {
        admin.put("/admin/v1/tenants/" + TENANT + "/environments/" + ENVIRONMENT, """
                {"hosts":["%s"],"upstreams":["%s"],"audience":"%s","token_paths":["/api/v1/auth/token"]}"""
                .formatted(HOST, installation.blueprint().sampleApi(), AUDIENCE))
                .require("putting the environment", 200, 201, 204);
    }

    private DemoClient client() {
        return kept().filter(this::works).orElseGet(this::created);
    }

    private Optional<DemoClient> kept() {
        return secrets.read(ID).flatMap(id -> secrets.read(SECRET).map(secret -> new DemoClient(id, secret)));
    }

    private boolean works(DemoClient client) {
        Answer answer = Call.form(installation.blueprint().tokenEndpoint().toString(), "grant_type=client_credentials")
                .as(client.id() + ":" + client.secret())
                .send(installation.httpClient(), Map.of());
        return answer.status() == 200 && answer.text("scope").equals(SCOPE);
    }

    private DemoClient created() {
        Answer answer = admin.post(CLIENTS, clientJson("Demo")).require("creating the demo client", 201);
        DemoClient client = new DemoClient(answer.text("client_id"), answer.text("client_secret"));
        secrets.keep(ID, client.id());
        secrets.keep(SECRET, client.secret());
        return client;
    }

    /** What is asked of the admin API for a client that may do what the demo shows. */
    static String clientJson(String name) {
        return "{\"name\":\"%s\",\"environment\":\"%s\",\"scopes\":[\"%s\"]}"
                .formatted(name, ENVIRONMENT, SCOPE.replace(" ", "\",\""));
    }
}
