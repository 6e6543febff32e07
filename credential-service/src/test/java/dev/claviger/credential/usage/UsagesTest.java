package dev.claviger.credential.usage;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.util.Map;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;

class UsagesTest {

    @Test
    @DisplayName("with less than a month of days, a scope used before them would look unused and be proposed to be taken away")
    void days_must_be_kept_for_a_month() {
        assertThatCode(() -> check("P31D")).doesNotThrowAnyException();
        assertThatThrownBy(() -> check("P30D")).hasMessageContaining("claviger.usage.days-kept").hasMessageContaining("P31D");
    }

    private static void check(String daysKept) {
        SmallRyeConfig config = new SmallRyeConfigBuilder().withMapping(UsageConfig.class).withValidateUnknown(false)
                .withSources(new PropertiesConfigSource(Map.of("claviger.usage.days-kept", daysKept), "test", 100)).build();
        new Usages(null, null, null, null, null, null, config.getConfigMapping(UsageConfig.class), Clock.systemUTC()).check(new StartupEvent());
    }
}
