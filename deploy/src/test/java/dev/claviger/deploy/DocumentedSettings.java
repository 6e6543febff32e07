package dev.claviger.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** One service's settings, as docs/configuration.md lists them. */
record DocumentedSettings(List<Setting> settings) {

    private static final Path DOCUMENT = Path.of("..", "docs", "configuration.md");

    record Setting(String variable, boolean isRequired) {

        /** {@code <VERSION>} stands for a part the operator chooses. */
        boolean isNamed(String name) {
            return Pattern.compile(variable.replaceAll("<[^>]+>", "[0-9A-Z_]+")).matcher(name).matches();
        }
    }

    static DocumentedSettings of(String service) throws IOException {
        String section = Arrays.stream(Files.readString(DOCUMENT).split("(?m)^## "))
                .filter(text -> text.startsWith(service)).findFirst().orElseThrow();
        return new DocumentedSettings(section.lines().map(line -> line.split("(?<!\\\\)\\|"))
                .filter(cells -> cells.length > 3 && cells[2].contains("CLAVIGER_"))
                .map(cells -> new Setting(cells[2].replace("`", "").trim(), cells[3].contains("required"))).toList());
    }

    boolean know(String name) {
        return settings.stream().anyMatch(setting -> setting.isNamed(name));
    }

    List<Setting> required() {
        return settings.stream().filter(Setting::isRequired).toList();
    }
}
