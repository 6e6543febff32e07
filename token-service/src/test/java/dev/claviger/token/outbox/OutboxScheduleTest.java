package dev.claviger.token.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

class OutboxScheduleTest {

    @Test
    void a_database_that_never_answered_grows_old_from_the_start() throws InterruptedException {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        OutboxSchedule schedule = new OutboxSchedule(null, null, meters);
        Gauge age = meters.get("claviger.database.age.seconds").gauge();
        double first = age.value();
        Thread.sleep(5);

        assertThat(first).isBetween(0.0, 60.0);
        assertThat(age.value()).isGreaterThan(first);
        assertThat(schedule).isNotNull(); // the gauge holds it weakly
    }
}
