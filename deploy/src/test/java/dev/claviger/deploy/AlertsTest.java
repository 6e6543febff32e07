package dev.claviger.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

import dev.claviger.deploy.manifest.Kustomize;
import dev.claviger.deploy.manifest.Manifests;
import dev.claviger.deploy.manifest.Node;
import dev.claviger.deploy.schema.StrictSchema;

/** Alerts and their pages. Whether the metrics exist is tested where services run, in acceptance. */
class AlertsTest {

    private static final Path RULES = Path.of("prometheus", "alerts.yaml");
    private static final Path OBJECT = Path.of("k8s", "components", "prometheus", "alerts.yaml");
    private static final Path RUNBOOK = Path.of("..", "docs", "operations", "runbook");
    private static final String PREFIX = "Claviger";

    @Test
    void each_alert_has_a_page_and_each_page_an_alert() throws IOException {
        try (Stream<Path> pages = Files.list(RUNBOOK)) {
            assertThat(pages.map(page -> PREFIX + page.getFileName().toString().replace(".md", ""))).containsExactlyInAnyOrderElementsOf(
                    alerts().stream().map(alert -> alert.at("alert").text()).toList());
        }
    }

    @Test
    void each_alert_says_how_grave_it_is_and_leads_to_its_page() throws IOException {
        for (Node alert : alerts()) {
            String name = alert.at("alert").text();
            assertThat(alert.at("labels").at("severity").text()).as(name).isIn("critical", "warning", "info");
            assertThat(alert.at("annotations").at("summary").text()).as(name).isNotBlank();
            assertThat(Path.of("..", alert.at("annotations").at("runbook_url").text())).as(name).isRegularFile()
                    .hasFileName(name.substring(PREFIX.length()) + ".md");
        }
    }

    @Test
    void each_page_says_what_it_means_how_to_see_it_and_what_to_do() throws IOException {
        for (Node alert : alerts()) {
            Path page = Path.of("..", alert.at("annotations").at("runbook_url").text());
            String severity = alert.at("labels").at("severity").text();
            assertThat(Files.readString(page)).as(page.toString()).startsWith("# " + page.getFileName().toString().replace(".md", "") + "\n\n" + severity)
                    .containsSubsequence("## What it means\n\n", "## How to see it\n\n", "## What to do\n\n");
        }
    }

    @Test
    void promtool_accepts_the_rules() throws IOException {
        assumeTrue(isInstalled("promtool"), "promtool is not installed (Debian: prometheus): the rules are only read as YAML");
        Kustomize.Finished promtool = Kustomize.run(Path.of("."), "promtool", "check", "rules", RULES.toString());
        assertThat(promtool.exit()).as(promtool.output() + promtool.errors()).isZero();
    }

    @Test
    void promtool_would_not_accept_a_rule_that_cannot_be_read(@TempDir Path folder) throws IOException {
        assumeTrue(isInstalled("promtool"), "promtool is not installed (Debian: prometheus): the rules are only read as YAML");
        Path broken = Files.writeString(folder.resolve("broken.yaml"), Files.readString(RULES).replaceFirst("claviger_feed_stale == 1", "claviger_feed_stale == == 1"));
        assertThat(Kustomize.run(Path.of("."), "promtool", "check", "rules", broken.toString()).exit()).isNotZero();
    }

    @Test
    @DisplayName("The object of the Prometheus Operator holds the very rules of the file: deploy/prometheus/as-object writes it anew")
    void the_object_of_the_prometheus_operator_is_written_from_the_rules() throws IOException {
        String object = Files.readString(OBJECT);

        assertThat(object).isEqualTo(Kustomize.run(Path.of("."), "sh", "prometheus/as-object", "--print").output());
        assertThat(new StrictSchema().problems(Manifests.parse(object))).isEmpty();
        assertThat(new Node(new Yaml().load(object)).at("spec", "groups")).isEqualTo(new Node(new Yaml().load(Files.readString(RULES))).at("groups"));
    }

    private static List<Node> alerts() throws IOException {
        Node file = new Node(new Yaml().load(Files.readString(RULES)));
        return file.at("groups").each().stream().flatMap(group -> group.at("rules").each().stream()).toList();
    }

    private static boolean isInstalled(String program) {
        try {
            return Kustomize.run(Path.of("."), program, "--version").exit() == 0;
        } catch (IOException notInstalled) {
            return false;
        }
    }
}
