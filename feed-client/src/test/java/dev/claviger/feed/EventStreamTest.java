package dev.claviger.feed;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class EventStreamTest {

    private final List<EventStream.Frame> frames = new ArrayList<>();
    private final EventStream stream = new EventStream(frames::add);

    @Test
    void reads_the_same_frames_however_the_bytes_are_cut() {
        String text = "id: 7\nevent: scope-put\ndata: {\"ü\":1}\n\n: comment\nevent: heartbeat\r\ndata: {}\r\n\r\n";
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            stream.receive(new byte[] {b});
        }

        assertThat(frames).containsExactly(new EventStream.Frame("7", "scope-put", "{\"ü\":1}"), new EventStream.Frame("", "heartbeat", "{}"));
    }

    @Test
    @DisplayName("WHATWG HTML §9.2.6: several data lines are one text, one leading space belongs to the format")
    void joins_data_lines() {
        receive("data: a\ndata:b\ndata:  c\n\n");

        assertThat(frames).extracting(EventStream.Frame::data).containsExactly("a\nb\n c");
    }

    @Test
    void hands_over_nothing_before_the_blank_line_and_nothing_without_data() {
        receive("id: 1\nevent: x\ndata: a\n");
        assertThat(frames).isEmpty();

        receive("\nid: 2\n\n");
        assertThat(frames).hasSize(1);
    }

    @Test
    void gives_up_on_a_line_without_end() {
        byte[] endless = new byte[1 << 16];
        assertThatIllegalStateException().isThrownBy(() -> {
            for (int i = 0; i < 20; i++) {
                stream.receive(endless);
            }
        });
    }

    private void receive(String text) {
        stream.receive(text.getBytes(StandardCharsets.UTF_8));
    }
}
