package dev.claviger.credential.console.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

class SeldomLogTest {

    private Instant now = Instant.parse("2026-11-22T17:00:00Z");

    @Test
    void what_happens_all_the_time_is_said_once_a_minute() {
        List<String> said = new ArrayList<>();
        SeldomLog log = new SeldomLog(said::add, new Clock() {
            @Override
            public ZoneOffset getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now;
            }
        });
        log.say("one");
        log.say("two");
        now = now.plusSeconds(59);
        log.say("three");
        now = now.plusSeconds(1);
        log.say("four");
        assertThat(said).containsExactly("one", "four");
    }
}
