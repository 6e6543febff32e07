package dev.claviger.credential.retirement;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.util.Map;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.claviger.credential.usage.UsageConfig;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;

/** Settings under which a secret in use would be retired stop the start, in every profile. */
class RetirementsTest {

    @Test
    @DisplayName("a use forgotten before the quiet time is over would make a secret look unused")
    void use_must_be_remembered_for_the_quiet_time() {
        assertThatCode(() -> check("P14D", "P14D")).doesNotThrowAnyException();
        assertThatThrownBy(() -> check("P14D", "P13D")).hasMessageContaining("claviger.usage.retention").hasMessageContaining("claviger.secrets.retire-after");
    }

    @Test
    void the_quiet_time_is_a_day_at_least() {
        assertThatThrownBy(() -> check("PT23H", "P400D")).hasMessageContaining("claviger.secrets.retire-after");
    }

    private static void check(String quiet, String remembered) {
        SmallRyeConfig config = new SmallRyeConfigBuilder().withMapping(RetirementConfig.class).withMapping(UsageConfig.class).withValidateUnknown(false)
                .withSources(new PropertiesConfigSource(Map.of("claviger.secrets.retire-after", quiet, "claviger.usage.retention", remembered), "test", 100)).build();
        new Retirements(null, null, null, config.getConfigMapping(RetirementConfig.class), config.getConfigMapping(UsageConfig.class), Clock.systemUTC())
                .check(new StartupEvent());
    }
}
