package dev.claviger.credential.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import dev.claviger.contract.RateLimit;

class RateLimitColumnTest {

    private final RateLimitColumn column = new RateLimitColumn();

    @Test
    void reads_what_it_writes() {
        RateLimit limit = new RateLimit(50, Duration.ofDays(31));

        assertThat(column.convertToDatabaseColumn(limit)).isEqualTo("50 per PT744H");
        assertThat(column.convertToEntityAttribute("50 per PT744H")).isEqualTo(limit);
    }

    @Test
    void keeps_nothing_where_there_is_no_limit() {
        assertThat(column.convertToDatabaseColumn(null)).isNull();
        assertThat(column.convertToEntityAttribute(null)).isNull();
    }
}
