package dev.claviger.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.claviger.quickstart.installation.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the build says of its parts: all of them, and each under a licence that docs/operations/supply-chain.md allows. */
class BillOfMaterialsTest {

    private static final Path HOME = Path.of(System.getProperty("claviger.home"));
    private static final Path POLICY = HOME.resolve("docs/operations/supply-chain.md");

    @ParameterizedTest
    @EnumSource(Service.class)
    void the_bill_names_every_jar_that_ships(Service service) throws IOException {
        assertThat(jars(service)).hasSizeGreaterThan(50);
        Set<String> named = components(service).map(BillOfMaterialsTest::jar).collect(Collectors.toCollection(TreeSet::new));

        assertThat(named).containsAll(jars(service));
    }

    @ParameterizedTest
    @EnumSource(Service.class)
    void every_part_may_be_had_under_an_allowed_licence(Service service) throws IOException {
        Set<String> allowed = allowed();
        assertThat(allowed).contains("Apache-2.0");
        List<String> refused = components(service).filter(component -> licences(component).stream().noneMatch(allowed::contains))
                .map(component -> jar(component) + " " + licences(component)).toList();

        assertThat(refused).isEmpty();
    }

    private static Stream<JsonNode> components(Service service) throws IOException {
        Path file = HOME.resolve(service.module()).resolve("target/sbom.json");
        assumeThat(file).as("bills of materials are made with -Psbom, online").exists();
        JsonNode bill = new ObjectMapper().readTree(file.toFile());
        assertThat(bill.path("bomFormat").asText()).isEqualTo("CycloneDX");
        return StreamSupport.stream(bill.path("components").spliterator(), false);
    }

    /** As Quarkus names it among what ships: group, name, version and, of native code, the platform. */
    private static String jar(JsonNode component) {
        String purl = component.path("purl").asText();
        String classifier = purl.contains("classifier=") ? "-" + purl.replaceAll(".*classifier=([^&]*).*", "$1") : "";
        return component.path("group").asText() + "." + component.path("name").asText() + "-" + component.path("version").asText() + classifier + ".jar";
    }

    private static Set<String> licences(JsonNode component) {
        Set<String> licences = new TreeSet<>();
        for (JsonNode one : component.path("licenses")) {
            licences.add(one.path("license").path("id").asText(one.path("license").path("name").asText(one.path("expression").asText())));
        }
        return licences;
    }

    private static Set<String> jars(Service service) throws IOException {
        Set<String> jars = new HashSet<>();
        for (String part : List.of("boot", "main")) {
            try (Stream<Path> files = Files.list(HOME.resolve(service.module()).resolve("target/quarkus-app/lib").resolve(part))) {
                files.map(file -> file.getFileName().toString()).forEach(jars::add);
            }
        }
        return jars;
    }

    /** The first column of the page's table of licences. */
    private static Set<String> allowed() throws IOException {
        return Files.readAllLines(POLICY).stream().dropWhile(line -> !line.startsWith("| licence")).skip(2).takeWhile(line -> line.startsWith("|"))
                .map(line -> line.split("\\|")[1].replace("`", "").strip()).collect(Collectors.toSet());
    }
}
