package dev.claviger.credential.leak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Map;

import org.junit.jupiter.api.Test;

import dev.claviger.credential.problem.Problem;

class SignedReportTest {

    @Test
    void an_installation_without_signers_has_no_such_resource() {
        SignedReport.Verifier verifier = new SignedReport.Verifier(SignersTest.signers(Map.of()));
        Problem problem = catchThrowableOfType(Problem.class, () -> verifier.require(null, "clv_".getBytes()));
        assertThat(problem.status()).isEqualTo(404);
        assertThat(problem).hasMessageContaining("no signer").hasMessageNotContaining("clv_");
    }
}
