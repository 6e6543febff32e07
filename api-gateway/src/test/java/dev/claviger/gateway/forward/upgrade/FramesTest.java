package dev.claviger.gateway.forward.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("RFC 6455 §5.2: where frames end")
class FramesTest {

    /** @param masked as all of a client are */
    private static Buffer frame(long length, boolean masked) {
        Buffer frame = Buffer.buffer().appendByte((byte) 0x82);
        int mask = masked ? 0x80 : 0;
        if (length < 126) {
            frame.appendByte((byte) (mask | length));
        } else if (length < 65536) {
            frame.appendByte((byte) (mask | 126)).appendUnsignedShort((int) length);
        } else {
            frame.appendByte((byte) (mask | 127)).appendLong(length);
        }
        return frame.appendBytes(new byte[(int) length + (masked ? 4 : 0)]);
    }

    @ParameterizedTest
    @CsvSource({"0, false", "0, true", "1, false", "125, true", "126, false", "65535, true", "65536, false", "70000, true"})
    void sees_the_end_of_a_frame_of_any_length_however_it_is_cut(int length, boolean masked) {
        Buffer frame = frame(length, masked);
        for (int step : new int[] {1, 3, frame.length()}) {
            Frames frames = new Frames();
            for (int at = 0; at < frame.length(); at += step) {
                assertThat(frames.areWhole()).isEqualTo(at == 0);
                frames.see(frame.getBuffer(at, Math.min(frame.length(), at + step)));
            }
            assertThat(frames.areWhole()).isTrue();
        }
    }

    @Test
    void finds_the_end_of_the_frame_that_has_begun_among_others() {
        Frames frames = new Frames();
        Buffer three = frame(5, false).appendBuffer(frame(200, false)).appendBuffer(frame(0, false));
        frames.see(three.getBuffer(0, 10));
        assertThat(frames.areWhole()).isFalse();
        assertThat(frames.endOfFrame(three.getBuffer(10, three.length()))).isEqualTo(7 + 204 - 10);
        assertThat(frames.areWhole()).isTrue();
    }
}
