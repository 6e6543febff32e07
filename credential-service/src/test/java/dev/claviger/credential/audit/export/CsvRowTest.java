package dev.claviger.credential.audit.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvRowTest {

    @Test
    @DisplayName("RFC 4180 §2: quoted, quotes doubled, ended by CRLF; what is not there is empty")
    void quotes() {
        assertThat(CsvRow.of(Arrays.asList("a", null, "b,c", "say \"no\"", "two\r\nlines", ""))).isEqualTo("\"a\",,\"b,c\",\"say \"\"no\"\"\",\"two\r\nlines\",\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "|calc"})
    @DisplayName("what a spreadsheet would compute is a text there")
    void defuses_formulas(String cell) {
        assertThat(CsvRow.of(List.of(cell))).startsWith("\"'");
    }

    @Test
    void leaves_everything_else_as_it_is() {
        assertThat(CsvRow.of(List.of("2001:db8::1", "client.created", "a=b", "x-y"))).isEqualTo("\"2001:db8::1\",\"client.created\",\"a=b\",\"x-y\"\r\n");
    }
}
