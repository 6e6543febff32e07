package dev.claviger.gateway.forward.upgrade;

import io.vertx.core.buffer.Buffer;

/** Where frames end in the bytes of one direction of a WebSocket (RFC 6455 §5.2). What is in them is nobody's business here. */
final class Frames {

    private static final int MASKED = 0x80;
    private static final int LENGTH = 0x7F;
    private static final int LONG_LENGTH = 127;
    private static final int MEDIUM_LENGTH = 126;

    private final byte[] head = new byte[14];
    private int headBytes;
    private long left;

    /** Whether everything seen so far ends with a frame. */
    boolean areWhole() {
        return headBytes == 0 && left == 0;
    }

    void see(Buffer bytes) {
        at(bytes, false);
    }

    /** @return how many of the bytes belong to the frame that has begun; fewer than there are only when it ends among them */
    int endOfFrame(Buffer bytes) {
        return at(bytes, true);
    }

    private int at(Buffer bytes, boolean stopping) {
        int at = 0;
        while (at < bytes.length()) {
            if (left > 0) {
                int taken = (int) Math.min(left, bytes.length() - at);
                left -= taken;
                at += taken;
            } else {
                head[headBytes++] = bytes.getByte(at++);
                beginWhenKnown();
            }
            if (stopping && areWhole()) {
                break;
            }
        }
        return at;
    }

    private void beginWhenKnown() {
        if (headBytes < 2) {
            return;
        }
        int code = head[1] & LENGTH;
        int lengthBytes = code == LONG_LENGTH ? 8 : code == MEDIUM_LENGTH ? 2 : 0;
        if (headBytes == 2 + lengthBytes + ((head[1] & MASKED) != 0 ? 4 : 0)) {
            left = lengthBytes == 0 ? code : length(lengthBytes);
            headBytes = 0;
        }
    }

    private long length(int bytes) {
        long length = 0;
        for (int i = 0; i < bytes; i++) {
            length = length << 8 | head[2 + i] & 0xFF;
        }
        return length & Long.MAX_VALUE;
    }
}
