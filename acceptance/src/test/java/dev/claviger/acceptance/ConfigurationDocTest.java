package dev.claviger.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * docs/configuration.md says what the code says. After a change of a setting:
 * {@code mvn -pl acceptance -Dtest=ConfigurationDocTest -Dclaviger.docs.write=true test} writes its tables anew.
 */
class ConfigurationDocTest {

    private static final Path HOME = Path.of(System.getProperty("claviger.home"));
    private static final Path DOCUMENT = HOME.resolve("docs/configuration.md");
    private static final List<String> SERVICES = List.of("token-service", "credential-service", "api-gateway");
    private static final String FIRST_TABLE = "## token-service";

    @Test
    void the_documented_settings_are_those_of_the_code() throws Exception {
        String documented = Files.readString(DOCUMENT);
        String actual = introduction(documented) + tables();
        if (Boolean.getBoolean("claviger.docs.write")) {
            Files.writeString(DOCUMENT, actual);
            return;
        }
        assertThat(documented).isEqualTo(actual);
    }

    /** What a person wrote; only what follows it is derived. */
    private static String introduction(String document) {
        return document.substring(0, document.indexOf(FIRST_TABLE));
    }

    private static String tables() throws IOException {
        StringBuilder tables = new StringBuilder();
        for (String service : SERVICES) {
            tables.append(tables.isEmpty() ? "" : "\n").append("## ").append(service).append("\n\n")
                    .append("| Key | Environment variable | Type | Default | Meaning |\n|---|---|---|---|---|\n");
            ServiceConfiguration.of(HOME.resolve(service)).settings().forEach(setting -> tables.append(row(setting)));
        }
        return tables.toString();
    }

    private static String row(ServiceConfiguration.Setting setting) {
        return "| `%s` | `%s` | %s | %s | %s |\n".formatted(setting.key(),
                setting.key().replace("<key>", "1").replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT), setting.type(),
                setting.byDefault(), setting.meaning().replace("|", "\\|"));
    }
}
