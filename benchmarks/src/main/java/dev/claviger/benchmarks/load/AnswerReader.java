package dev.claviger.benchmarks.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** Reads answers with a {@code Content-Length} (RFC 9112 §6.3) off one connection, and knows where each ends. */
public final class AnswerReader {

    private static final int LARGEST = 64 * 1024;
    private static final byte[] LENGTH = "content-length:".getBytes(StandardCharsets.US_ASCII);

    private final byte[] bytes;
    private final ByteBuffer buffer;
    private int end = -1;

    public AnswerReader() {
        this(LARGEST);
    }

    /** @param largest answer in bytes; each reader holds as much */
    public AnswerReader(int largest) {
        bytes = new byte[largest];
        buffer = ByteBuffer.wrap(bytes);
    }

    /** @return the status once the answer is here whole, 0 before */
    public int read(SocketChannel channel) throws IOException {
        if (channel.read(buffer) < 0) {
            throw new IOException("the server ended the connection");
        }
        if (end < 0) {
            end = endOfAnswer();
        }
        if (end < 0 || buffer.position() < end) {
            return 0;
        }
        buffer.clear();
        end = -1;
        return (bytes[9] - '0') * 100 + (bytes[10] - '0') * 10 + bytes[11] - '0';
    }

    private int endOfAnswer() throws IOException {
        int length = 0;
        int filled = buffer.position();
        for (int line = 0, i = 1; i < filled; i++) {
            if (bytes[i] == '\n') {
                if (i - line == 1) {
                    return i + 1 + length;
                }
                length = isLength(line, i) ? number(line + LENGTH.length, i) : length;
                line = i + 1;
            }
        }
        if (filled == bytes.length) {
            throw new IOException("an answer is larger than " + bytes.length + " bytes");
        }
        return -1;
    }

    private boolean isLength(int line, int end) {
        for (int i = 0; i < LENGTH.length; i++) {
            if (line + i >= end || (bytes[line + i] | 0x20) != (LENGTH[i] | 0x20)) {
                return false;
            }
        }
        return true;
    }

    private int number(int from, int end) {
        int number = 0;
        for (int i = from; i < end; i++) {
            number = bytes[i] >= '0' && bytes[i] <= '9' ? number * 10 + bytes[i] - '0' : number;
        }
        return number;
    }
}
