package dev.claviger.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** What {@code kubectl apply -k} would send. */
class RenderedManifestsTest {

    private static final String LOCAL = "overlays/local";

    @TempDir
    static Path copy;

    private static Kustomize kustomize;
    private static ExternalSecrets documented;

    @BeforeAll
    static void copies_the_manifests() throws IOException {
        assumeTrue(Kustomize.isAvailable(), "kubectl is not installed: nothing is rendered");
        documented = ExternalSecrets.documentedIn(Files.readString(Kustomize.SOURCES.resolve("README.md")));
        kustomize = new Kustomize(copy).withPlaceholderSecrets(LOCAL, documented);
    }

    @ParameterizedTest
    @ValueSource(strings = {"base", LOCAL})
    @DisplayName("Base and overlay hold every rule; Secrets that an overlay does not make are documented")
    void breaks_no_rule(String folder) throws IOException {
        Manifests manifests = Manifests.parse(kustomize.render(folder));
        ExternalSecrets external = folder.equals(LOCAL) ? ExternalSecrets.NONE : documented;

        assertThat(Rule.all(external)).flatMap(rule -> rule.problems(manifests).toList()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"token-service", "credential-service", "api-gateway"})
    @DisplayName("A pod's environment names settings that exist, and every setting without a default")
    void sets_what_the_service_documents(String service) throws IOException {
        Manifests manifests = Manifests.parse(kustomize.render(LOCAL));
        PodEnvironment environment = PodEnvironment.of(manifests.find("Deployment", service).orElseThrow(), manifests);
        DocumentedSettings settings = DocumentedSettings.of(service);

        assertThat(environment.names()).filteredOn(name -> name.startsWith("CLAVIGER_")).allMatch(settings::know);
        assertThat(settings.required()).allMatch(environment::sets);
    }

    @Test
    void base_holds_no_secret() throws IOException {
        Manifests base = Manifests.parse(kustomize.render("base"));

        assertThat(base.ofKind("Secret")).isEmpty();
        assertThat(base.ofKind("ConfigMap").flatMap(map -> map.root().at("data").members().keySet().stream()))
                .noneMatch(References::looksSecret);
    }

    @Test
    @DisplayName("Every workload is named by a NetworkPolicy of its own, beside the one that denies everything")
    void every_workload_has_its_network_policy() throws IOException {
        Manifests manifests = Manifests.parse(kustomize.render(LOCAL));

        assertThat(manifests.find("NetworkPolicy", "default-deny")).isPresent();
        assertThat(manifests.workloads()).allSatisfy(workload ->
                assertThat(manifests.find("NetworkPolicy", workload.name())).as("%s", workload).isPresent());
    }

    @Test
    void overlay_puts_everything_into_its_namespace() throws IOException {
        Stream<Manifest> namespaced = Manifests.parse(kustomize.render(LOCAL)).stream().filter(m -> !m.kind().equals("Namespace"));

        assertThat(namespaced).allMatch(manifest -> manifest.namespace().equals("claviger"));
    }
}
