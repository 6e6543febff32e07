package dev.claviger.gateway.authenticate.apikey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claviger.contract.ApiKeyVerification;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RememberedOwnersTest {

    private final AtomicLong nanos = new AtomicLong();
    private final RememberedOwners remembered = new RememberedOwners(nanos::get);
    private final ApiKeyDigest.Digester digester = new ApiKeyDigest.Digester();

    @Test
    void are_forgotten_after_ten_minutes_however_often_asked_for() {
        ApiKeyDigest digest = digester.digest("clvk_a");
        remembered.remember(digest, new ApiKeyVerification("f", 1, Optional.empty()));
        for (int minute = 0; minute < 10; minute++) {
            assertThat(remembered.find(digester.digest("clvk_a"))).isNotNull();
            nanos.addAndGet(Duration.ofMinutes(1).toNanos());
        }
        assertThat(remembered.find(digest)).isNull();
        assertThat(remembered.find(digester.digest("clvk_b"))).isNull();
    }

    @Test
    void are_known_by_a_digest_that_another_process_would_not_make() {
        assertThat(digester.digest("clvk_a")).isEqualTo(digester.digest("clvk_a")).isNotEqualTo(new ApiKeyDigest.Digester().digest("clvk_a"));
    }
}
