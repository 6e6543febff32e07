package dev.claviger.gateway.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claviger.contract.refusal.RefusalReason;
import dev.claviger.gateway.refuse.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CheckTest {

    @ParameterizedTest
    @EnumSource(Refusal.class)
    @DisplayName("Every reason has its check, its mend and its place in docs/api.md, where whoever reads a log line looks it up")
    void knows_every_reason(Refusal refusal) throws IOException {
        assertThat(Files.readAllLines(Path.of("../docs/api.md"))).anyMatch(row -> row.startsWith("| `" + Check.of(refusal).label() + "` |") && row.contains("`" + refusal.label() + "`"));
        assertThat(Remedy.of(refusal)).isNotBlank();
        assertThat(RefusalReason.of(refusal.label())).isPresent();
        assertThat(Explanation.of(refusal).toJson().getString("failed")).isEqualTo(Check.of(refusal).label());
    }
}
