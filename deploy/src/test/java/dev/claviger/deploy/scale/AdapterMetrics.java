package dev.claviger.deploy.scale;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

import org.yaml.snakeyaml.Yaml;

import dev.claviger.deploy.manifest.Node;

/**
 * What the adapter between Prometheus and the autoscalers is told to offer.
 *
 * @param series by the name autoscalers use: the name of the series at Prometheus, and so at the services
 */
public record AdapterMetrics(Map<String, String> series) {

    public static AdapterMetrics in(Path values) throws IOException {
        Map<String, String> series = new TreeMap<>();
        for (Node rule : new Node(new Yaml().load(Files.readString(values))).at("rules", "custom").each()) {
            String name = rule.at("seriesQuery").text().replaceFirst("\\{.*", "");
            // The adapter's replacements are Go's, ${1} where Java has $1.
            String offered = rule.at("name", "as").text().replaceAll("\\$\\{(\\d)}", "\\$$1");
            series.put(name.replaceFirst(rule.at("name", "matches").text(), offered), name);
        }
        return new AdapterMetrics(series);
    }
}
