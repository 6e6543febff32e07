package dev.claviger.token.login;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

@DisplayName("A browser in words of ours, whatever it says of itself")
class AgentTest {

    @ParameterizedTest
    @CsvSource({"Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0, Firefox on Linux",
            "'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36 Edg/140.0', Edge on Windows",
            "'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605 (KHTML, like Gecko) Version/18 Safari/605', Safari on macOS",
            "'Mozilla/5.0 (Linux; Android 15) Chrome/140.0 Mobile Safari/537.36', Chrome on Android", "<b>curl</b>, Unknown browser", "'', Unknown browser"})
    void in_a_few_words(String userAgent, String words) {
        assertThat(Agent.of(userAgent)).isEqualTo(words);
    }
}
