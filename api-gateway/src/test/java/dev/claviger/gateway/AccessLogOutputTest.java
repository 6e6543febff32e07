package dev.claviger.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The access log of production, as whatever reads standard output reads it")
class AccessLogOutputTest {

    private static final Set<String> NAMES = Set.of("request", "from", "method", "host", "path", "status", "bytes", "micros", "tenant", "env", "route", "client_id", "jti", "refused", "aborted");

    @Test
    @DisplayName("RFC 8259: one JSON object a line and one line a request, whatever strangers write into method, host, path and forwarding claims, over HTTP/1.1 and HTTP/2")
    void is_one_object_a_line_and_nothing_else() throws Exception {
        Process gateway = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", System.getProperty("java.class.path"), TestLoggingGateway.class.getName())
                .redirectError(ProcessBuilder.Redirect.to(new File("target/logging-gateway.err"))).start();
        List<String> lines;
        try {
            lines = new String(gateway.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1).lines().toList();
        } finally {
            gateway.destroyForcibly();
        }
        assertThat(lines).hasSize(gateway.waitFor()).hasSizeGreaterThan(50).allSatisfy(AccessLogOutputTest::isOneRecord);
        assertThat(lines).extracting(line -> new JsonObject(line).getString("message").substring(0, 41)).doesNotHaveDuplicates();
        assertThat(lines.get(0)).contains(" host=acme.api.test path=/items/7 status=200 ");
        assertThat(String.join("", lines)).doesNotContain("CANARY", "eyJ");
    }

    private static void isOneRecord(String line) {
        JsonObject record = new JsonObject(line);
        assertThat(record.fieldNames()).containsExactly("timestamp", "level", "loggerName", "message");
        assertThat(record.getString("level")).isEqualTo("INFO");
        assertThat(record.getString("loggerName")).isEqualTo("dev.claviger.access");
        assertThat(line + record.getString("message")).matches("[\\x20-\\x7e]+");
        List<String> pairs = Arrays.asList(record.getString("message").split(" "));
        assertThat(pairs).extracting(pair -> pair.substring(0, pair.indexOf('='))).isSubsetOf(NAMES).doesNotHaveDuplicates().startsWith("request", "from", "method");
    }
}
