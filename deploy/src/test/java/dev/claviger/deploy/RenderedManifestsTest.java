package dev.claviger.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.claviger.deploy.manifest.DocumentedSettings;
import dev.claviger.deploy.manifest.ExternalSecrets;
import dev.claviger.deploy.manifest.Kustomize;
import dev.claviger.deploy.manifest.Manifest;
import dev.claviger.deploy.manifest.Manifests;
import dev.claviger.deploy.scale.AdapterMetrics;
import dev.claviger.deploy.workload.References;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** What {@code kubectl apply -k} would send. */
class RenderedManifestsTest {

    private static final String LOCAL = "overlays/local";
    private static final String PRODUCTION = "overlays/production";
    private static final Set<String> SERVICES = Set.of("token-service", "credential-service", "api-gateway");

    /** A rendering takes a second or more. */
    private static final Map<String, String> RENDERED = new HashMap<>();

    @TempDir
    static Path copy;

    private static Kustomize kustomize;
    private static ExternalSecrets documented;
    private static Set<String> metrics;

    @BeforeAll
    static void copies_the_manifests() throws IOException {
        assumeTrue(Kustomize.isAvailable(), "kubectl is not installed: nothing is rendered");
        documented = ExternalSecrets.documentedIn(Files.readString(Kustomize.SOURCES.resolve("README.md")));
        kustomize = new Kustomize(copy).withPlaceholderSecrets(LOCAL, documented);
        metrics = AdapterMetrics.in(Kustomize.SOURCES.resolve("components/request-rate/prometheus-adapter.yaml")).series().keySet();
    }

    @Test
    @DisplayName("Base holds every rule but for the settings an overlay brings; its Secrets are documented")
    void base_breaks_no_rule() throws IOException {
        Manifests base = Manifests.parse(rendered("base"));

        assertThat(Rules.with(documented, metrics, nobody -> Optional.empty()).problems(base)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {LOCAL, PRODUCTION})
    @DisplayName("An overlay as it is holds every rule and makes every Secret it refers to")
    void overlay_breaks_no_rule(String overlay) throws IOException {
        Manifests manifests = Manifests.parse(rendered(overlay));

        assertThat(Rules.with(ExternalSecrets.NONE, metrics, RenderedManifestsTest::settings).problems(manifests)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "cert-manager,ingress", "external-secrets,gateway-api,prometheus", "request-rate"})
    @DisplayName("Production holds every rule without any component, and with each where those are missing it could lean on; "
            + "Secrets it does not make are documented")
    void every_component_is_optional(String components) throws IOException {
        List<String> chosen = Arrays.stream(components.split(",")).filter(name -> !name.isEmpty()).toList();
        Manifests manifests = Manifests.parse(rendered(kustomize.withComponents(PRODUCTION, chosen)));

        assertThat(Rules.with(documented, metrics, RenderedManifestsTest::settings).problems(manifests)).isEmpty();
    }

    @Test
    @DisplayName("No component is left out of these tests")
    void every_component_is_known() throws IOException {
        try (Stream<Path> folders = Files.list(Kustomize.SOURCES.resolve("components"))) {
            assertThat(folders.map(folder -> folder.getFileName().toString()))
                    .containsExactlyInAnyOrder("cert-manager", "external-secrets", "gateway-api", "ingress", "prometheus", "request-rate");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"base", PRODUCTION})
    void what_is_in_git_holds_no_secret(String folder) throws IOException {
        Manifests manifests = Manifests.parse(rendered(folder));

        assertThat(manifests.ofKind("Secret")).isEmpty();
        assertThat(manifests.ofKind("ConfigMap").flatMap(map -> map.root().at("data").members().keySet().stream()))
                .isNotEmpty().noneMatch(References::looksSecret);
    }

    @ParameterizedTest
    @ValueSource(strings = {LOCAL, PRODUCTION})
    @DisplayName("Everything is in one namespace, where the cluster itself enforces the restricted pod security standard")
    void overlay_has_a_restricted_namespace(String overlay) throws IOException {
        Manifests manifests = Manifests.parse(rendered(overlay));

        assertThat(manifests.stream().filter(manifest -> !manifest.kind().equals("Namespace"))).allMatch(m -> m.namespace().equals("claviger"));
        assertThat(manifests.find("Namespace", "claviger").orElseThrow().root().at("metadata", "labels", "pod-security.kubernetes.io/enforce").text())
                .isEqualTo("restricted");
    }

    @Test
    @DisplayName("Production: two replicas or more of every service, scaled by CPU, the two public ones by requests as well")
    void production_has_several_of_everything() throws IOException {
        Manifests manifests = Manifests.parse(rendered(PRODUCTION));

        assertThat(manifests.workloads().map(Manifest::name)).containsExactlyInAnyOrderElementsOf(SERVICES);
        assertThat(manifests.ofKind("HorizontalPodAutoscaler").map(scaler -> scaler.spec("scaleTargetRef", "name").text()))
                .containsExactlyInAnyOrderElementsOf(SERVICES);
        assertThat(manifests.ofKind("HorizontalPodAutoscaler").filter(scaler -> scaler.spec("metrics").each().size() == 2).map(Manifest::name))
                .containsExactlyInAnyOrder("token-service", "api-gateway");
    }

    @Test
    @DisplayName("Production: nobody is let in from anywhere, and nobody let out to anywhere")
    void production_has_no_open_path() throws IOException {
        assertThat(Manifests.parse(rendered(PRODUCTION)).ofKind("NetworkPolicy")).allSatisfy(policy -> {
            assertThat(policy.spec("ingress").each()).as("%s", policy).allMatch(rule -> rule.at("from").isPresent() && rule.at("ports").isPresent());
            assertThat(policy.spec("egress").each()).as("%s", policy).allMatch(rule -> rule.at("to").isPresent() && rule.at("ports").isPresent());
            assertThat(policy.toString() + policy.root()).doesNotContain("0.0.0.0/0", "::/0");
        });
    }

    private static String rendered(String folder) throws IOException {
        if (!RENDERED.containsKey(folder)) {
            RENDERED.put(folder, kustomize.render(folder));
        }
        return RENDERED.get(folder);
    }

    private static Optional<DocumentedSettings> settings(String service) {
        try {
            return SERVICES.contains(service) ? Optional.of(DocumentedSettings.of(service)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
