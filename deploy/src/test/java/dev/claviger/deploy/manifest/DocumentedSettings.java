package dev.claviger.deploy.manifest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** One service's settings, as docs/configuration.md lists them. */
public record DocumentedSettings(List<Setting> settings) {

    private static final Path DOCUMENT = Path.of("..", "docs", "configuration.md");

    public record Setting(String key, boolean isRequired) {

        /** By the rule of MicroProfile Config; {@code <version>} stands for a part the operator chooses. */
        boolean isNamed(String variable) {
            return Arrays.stream(key.split("<[^>]+>", -1))
                    .map(part -> part.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT))
                    .reduce((before, after) -> before + "[0-9A-Z_]+" + after).filter(variable::matches).isPresent();
        }
    }

    public static DocumentedSettings of(String service) throws IOException {
        String section = Arrays.stream(Files.readString(DOCUMENT).split("(?m)^## "))
                .filter(text -> text.startsWith(service)).findFirst().orElseThrow();
        return new DocumentedSettings(section.lines().filter(line -> line.startsWith("| `claviger."))
                .map(line -> new Setting(line.split("`")[1], line.matches(".*\\| required \\|.*"))).toList());
    }

    public boolean know(String variable) {
        return settings.stream().anyMatch(setting -> setting.isNamed(variable));
    }

    public List<Setting> required() {
        return settings.stream().filter(Setting::isRequired).toList();
    }
}
