package dev.claviger.quickstart.doctor.look;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ScrapeTest {

    @Test
    void a_label_of_any_length_is_read_with_what_it_escapes() {
        String escaped = "a\\\"".repeat(50_000);
        String plain = "b".repeat(100_000);
        Scrape scrape = Scrape.of("m{one=\"" + escaped + "\",two=\"" + plain + "\"} 1.0\n");

        assertThat(scrape.label("m", "one")).contains("a\"".repeat(50_000));
        assertThat(scrape.label("m", "two")).contains(plain);
        assertThat(scrape.value("m")).hasValue(1.0);
    }
}
