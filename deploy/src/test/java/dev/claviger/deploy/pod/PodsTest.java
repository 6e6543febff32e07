package dev.claviger.deploy.pod;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.claviger.deploy.manifest.Kustomize;
import dev.claviger.deploy.manifest.Manifest;
import dev.claviger.deploy.manifest.Manifests;
import dev.claviger.deploy.manifest.Node;
import dev.claviger.deploy.manifest.PodEnvironment;
import dev.claviger.deploy.scale.AdapterMetrics;
import dev.claviger.deploy.workload.Draining;
import dev.claviger.quickstart.installation.LocalCertificates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** The services as each overlay would run them: every variable, file, port and probe path of their pods is used here once. */
class PodsTest {

    private static final String LOCAL = "overlays/local";
    private static final String PRODUCTION = "overlays/production";
    private static final List<String> SERVICES = List.of("credential-service", "token-service", "api-gateway");
    /** What the JVM itself reads. */
    private static final Set<String> OF_THE_JVM = Set.of("JAVA_TOOL_OPTIONS");

    @TempDir
    static Path folder;

    private static final Map<String, Manifests> MANIFESTS = new HashMap<>();
    private static final Map<String, List<RunningPod>> PODS = new HashMap<>();
    private static SecretValues secrets;
    private static TestPostgres postgres;
    private static HttpClient http;

    @BeforeAll
    static void starts_every_pod() throws Exception {
        assumeTrue(Kustomize.isAvailable(), "kubectl is not installed: no pod is rendered");
        assumeTrue(SERVICES.stream().allMatch(service -> Files.exists(RunningPod.jar(service))), "the services are not built: mvn verify builds them first");
        assumeTrue(isInstalled("openssl"), "openssl is not installed: there are no secrets for the pods");
        Kustomize kustomize = new Kustomize(folder.resolve("k8s"));
        assertThat(Kustomize.run(kustomize.folder(LOCAL), "./make-secrets").exit()).isZero();
        MANIFESTS.put(LOCAL, Manifests.parse(kustomize.render(LOCAL)));
        MANIFESTS.put(PRODUCTION, Manifests.parse(kustomize.render(PRODUCTION)));
        secrets = SecretValues.of(MANIFESTS.get(LOCAL));
        http = HttpClient.newBuilder().sslContext(LocalCertificates.trust(kustomize.folder(LOCAL).resolve("secrets/ca.crt"))).build();
        postgres = TestPostgres.start(Files.createDirectories(folder.resolve("postgres")),
                secrets.of("credential-service-tls", "tls.crt"), secrets.of("credential-service-tls", "tls.key"));
        for (String database : List.of("token-service", "credential-service")) {
            postgres.create(secrets.of(database, "database-username"), secrets.of(database, "database-password"));
        }
    }

    @AfterAll
    static void stops_what_is_left() throws IOException {
        PODS.values().forEach(pods -> pods.forEach(RunningPod::kill));
        if (postgres != null) {
            postgres.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {LOCAL, PRODUCTION})
    @DisplayName("In exactly the environment of its pod each service becomes ready: with the others, the database and the files it finds there")
    void becomes_ready(String overlay) throws Exception {
        Network network = new Network(MANIFESTS.get(overlay), postgres.port());
        List<RunningPod> pods = new ArrayList<>();
        PODS.put(overlay, pods);
        for (String service : SERVICES) {
            Manifest workload = MANIFESTS.get(overlay).find("Deployment", service).orElseThrow();
            Path own = Files.createDirectories(folder.resolve(overlay).resolve(service));
            pods.add(new RunningPod(workload, network, http, own).start(PodEnvironment.of(workload, MANIFESTS.get(overlay)),
                    Mounts.of(workload, MANIFESTS.get(overlay), secrets, own), secrets));
        }
        for (RunningPod pod : pods) {
            pod.awaitReady(container(pod).at("readinessProbe", "httpGet", "path").text());
        }
        try {
            answers(pods);
            if (overlay.equals(PRODUCTION)) {
                assertThat(postgres.connected()).as("every connection").containsExactly("claviger_credential over TLS", "claviger_token over TLS");
            }
        } finally {
            ends(pods);
        }
    }

    /** While they run. */
    private static void answers(List<RunningPod> pods) throws Exception {
        for (RunningPod pod : pods) {
            for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
                Node asked = container(pod).at(probe, "httpGet");
                assertThat(pod.get(asked.at("port").text(), asked.at("path").text()).statusCode()).as("%s of %s", probe, pod.workload()).isEqualTo(200);
            }
            for (Node port : pod.workload().ports().toList()) {
                assertThat(pod.get(port.at("name").text(), "/").statusCode()).as("%s of %s", port, pod.workload()).isBetween(200, 499);
            }
            assertThat(pod.log()).as("%s", pod.workload()).doesNotContain("Unrecognized configuration key", "ERROR");
        }
        offersItsMetrics(pods);
    }

    private static void offersItsMetrics(List<RunningPod> pods) throws Exception {
        Set<String> offered = new TreeSet<>();
        RunningPod tokenService = pods.get(SERVICES.indexOf("token-service"));
        // Its counters begin with the first request of each outcome.
        tokenService.post(tokenService.workload().hasPort("https") ? "https" : "http", "/oauth2/token", "grant_type=client_credentials");
        for (RunningPod pod : pods) {
            offered.addAll(pod.get("management", "/q/metrics").body().lines().map(line -> line.replaceFirst("[ {].*", "")).toList());
        }
        assertThat(offered).as("what autoscalers ask for").containsAll(
                AdapterMetrics.in(Kustomize.SOURCES.resolve("components/request-rate/prometheus-adapter.yaml")).series().values());
    }

    /** Nothing is under way, so the longest they may take is far from what it takes. */
    private static void ends(List<RunningPod> pods) throws Exception {
        pods.forEach(RunningPod::terminate);
        for (RunningPod pod : pods) {
            assertThat(pod.hasEndedWithin(Duration.ofSeconds(Draining.LONGEST))).as("%s ends within its grace after preStop", pod.workload()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {LOCAL, PRODUCTION})
    @DisplayName("No variable of a pod is one that nobody reads: ours are in the documentation, Quarkus' in the jars of the service's build")
    void every_variable_is_read(String overlay) throws IOException {
        for (String service : SERVICES) {
            Set<String> known = QuarkusSettings.of(service).variables();
            Manifest workload = MANIFESTS.get(overlay).find("Deployment", service).orElseThrow();

            assertThat(PodEnvironment.of(workload, MANIFESTS.get(overlay)).names()).as(service).isNotEmpty()
                    .filteredOn(name -> !name.startsWith("CLAVIGER_") && !OF_THE_JVM.contains(name)).allMatch(known::contains);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"credential-service", "token-service", "api-gateway"})
    @DisplayName("The grace is computed from what the services are built with: at most 2 s unready but serving, then 20 s to finish")
    void drains_as_long_as_the_manifests_assume(String service) throws IOException {
        String settings = Files.readString(Path.of("..", service, "src/main/resources/application.properties"));

        assertThat(settings).containsPattern("(?m)^quarkus\\.shutdown\\.timeout=(\\$\\{claviger\\.shutdown\\.drain:)?(PT)?20S}?$")
                .containsPattern("(?m)^(%prod\\.)?quarkus\\.shutdown\\.delay=(PT)?[12]S$");
    }

    private static Node container(RunningPod pod) {
        return pod.workload().pod().at("spec", "containers").each().get(0);
    }

    private static boolean isInstalled(String program) {
        try {
            return Kustomize.run(Path.of("."), program, "version").exit() == 0;
        } catch (IOException missing) {
            return false;
        }
    }
}
