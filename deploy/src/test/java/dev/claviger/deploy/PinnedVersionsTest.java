package dev.claviger.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** What a build uses is decided by the poms, not by the day or the Maven it runs with. */
class PinnedVersionsTest {

    private static final Path ROOT = Path.of("..");
    /** Bound to every build by Maven itself, in versions of its own unless ours say otherwise. */
    private static final Set<String> BY_MAVEN = Set.of("maven-clean-plugin", "maven-resources-plugin", "maven-compiler-plugin",
            "maven-surefire-plugin", "maven-jar-plugin", "maven-install-plugin", "maven-deploy-plugin", "maven-site-plugin");

    @Test
    void every_plugin_has_one_version_and_the_root_pom_names_it() throws Exception {
        Set<String> used = new TreeSet<>(BY_MAVEN);
        for (Path pom : poms()) {
            for (Element plugin : elements(parse(pom), "plugin")) {
                used.add(text(plugin, "artifactId"));
            }
        }
        Set<String> pinned = elements(parse(ROOT.resolve("pom.xml")), "plugin").stream().filter(plugin -> !text(plugin, "version").isEmpty())
                .map(plugin -> text(plugin, "artifactId")).collect(Collectors.toCollection(TreeSet::new));

        assertThat(pinned).containsAll(used);
    }

    @Test
    void no_version_is_a_range_or_whatever_is_newest_or_a_snapshot_of_somebody_else() throws Exception {
        List<String> loose = new ArrayList<>();
        for (Path pom : poms()) {
            for (String element : List.of("plugin", "dependency", "extension")) {
                elements(parse(pom), element).stream().map(used -> text(used, "version"))
                        .filter(version -> version.matches("[\\[(].*|LATEST|RELEASE|.*-SNAPSHOT")).forEach(version -> loose.add(pom + ": " + version));
            }
        }

        assertThat(loose).isEmpty();
    }

    private static List<Path> poms() throws Exception {
        try (Stream<Path> modules = Files.list(ROOT)) {
            List<Path> poms = new ArrayList<>(modules.map(module -> module.resolve("pom.xml")).filter(Files::exists).sorted().toList());
            poms.add(ROOT.resolve("pom.xml"));
            assertThat(poms).hasSizeGreaterThan(10);
            return poms;
        }
    }

    private static Document parse(Path pom) throws Exception {
        return DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder().parse(pom.toFile());
    }

    private static List<Element> elements(Document pom, String name) {
        NodeList found = pom.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            elements.add((Element) found.item(i));
        }
        return elements;
    }

    /** Of the element's own child; a plugin's dependencies have versions, too. */
    private static String text(Element parent, String name) {
        for (var child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child.getNodeName().equals(name)) {
                return child.getTextContent().strip();
            }
        }
        return "";
    }
}
