package dev.claviger.gateway.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LineOutputTest {

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    private static LineText line(String text) {
        return new LineText("").append(text).append("\n");
    }

    private static PrintStream stream(OutputStream out) {
        return new PrintStream(out, false, StandardCharsets.US_ASCII);
    }

    @Test
    void writes_every_line_once_and_in_order() {
        LineOutput output = new LineOutput(stream(written));
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            output.add(line("line " + i));
            expected.add("line " + i);
            if (i % 1_000 == 0) {
                output.flush();
            }
        }
        output.flush();
        assertThat(written.toString(StandardCharsets.US_ASCII).lines()).containsExactlyElementsOf(expected);
    }

    @Test
    void writes_by_itself_soon() throws InterruptedException {
        CountDownLatch taken = new CountDownLatch(1);
        LineOutput output = new LineOutput(stream(new OutputStream() {
            @Override
            public void write(int b) {
                taken.countDown();
            }
        }));
        output.add(line("alone"));
        assertThat(taken.await(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void tears_no_line_apart_between_two_writes() {
        List<String> pieces = new ArrayList<>();
        LineOutput output = new LineOutput(stream(new OutputStream() {
            @Override
            public void write(int b) {
                throw new AssertionError("byte by byte");
            }

            @Override
            public void write(byte[] bytes, int from, int count) {
                pieces.add(new String(bytes, from, count, StandardCharsets.US_ASCII));
            }
        }));
        for (int i = 0; i < 100; i++) {
            output.add(line("x".repeat(97 * (i % 60))));
        }
        output.flush();
        assertThat(pieces).hasSizeGreaterThan(1).allSatisfy(piece -> assertThat(piece).endsWith("\n"));
    }

    @Test
    void holds_no_more_than_a_bound_while_nobody_takes_lines() throws InterruptedException {
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch writing = new CountDownLatch(1);
        ByteArrayOutputStream slow = new ByteArrayOutputStream() {
            @Override
            public void write(byte[] bytes, int from, int count) {
                writing.countDown();
                try {
                    held.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                super.write(bytes, from, count);
            }
        };
        LineOutput output = new LineOutput(stream(slow));
        output.add(line("first"));
        writing.await();
        for (int i = 0; i < 3_000; i++) {
            output.add(line("x".repeat(1023)));
        }
        held.countDown();
        output.flush();
        assertThat(slow.size()).isEqualTo("first\n".length() + (1 << 20));
        assertThat(output.lostInAll()).isEqualTo(3_000 - 1_024);
    }
}
