package dev.claviger.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claviger.quickstart.installation.Blueprint;
import dev.claviger.quickstart.installation.Service;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./claviger doctor} on an installation that is well, but for what makes it one for a developer's machine. */
@ExtendWith(ClavigerExtension.class)
class DoctorTest {

    @Test
    void finds_nothing_wrong_but_a_profile_that_is_not_for_production(TestClaviger claviger, @TempDir Path home) throws Exception {
        Blueprint blueprint = claviger.installation().blueprint();
        String secret = claviger.installation().secrets().adminClientSecret();
        CommandLine.Said said = new CommandLine(home).run(
                Map.of("TOKEN_URL", blueprint.tokenEndpoint().toString(), "ADMIN_CLIENT_ID", claviger.installation().secrets().adminClientId(), "ADMIN_CLIENT_SECRET", secret),
                "doctor", "--issuer", blueprint.issuer(), "--gateway", blueprint.gateway().toString(), "--admin", blueprint.credentialService().toString(),
                "--management", Stream.of(Service.values()).map(service -> blueprint.management(service).toString()).collect(Collectors.joining(",")));

        List<String> lines = said.out().lines().toList();
        assertThat(lines).as(said.err()).noneMatch(line -> line.startsWith("FAIL")).noneMatch(line -> line.startsWith("--"));
        assertThat(lines).filteredOn(line -> line.startsWith("WARN  settings")).hasSize(6).allMatch(line -> line.contains("To mend it: "));
        assertThat(said.out()).contains("ok    issuer", "ok    gateway", "all 3 replicas run", "ok    peppers", "ok    tokens", "api-gateway at", "events behind", "0 failures");
        assertThat(said.out() + said.err()).doesNotContain(secret).doesNotContain("eyJ");
        assertThat(said.status()).as("warnings").isEqualTo(1);
    }
}
