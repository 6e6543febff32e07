package dev.claviger.token.signing.file;

import java.io.ByteArrayOutputStream;

/** As much of DER (X.690) as wrapping a private key takes. */
final class Der {

    static final byte[] NULL = {0x05, 0x00};
    static final byte[] ZERO = {0x02, 0x01, 0x00};

    private Der() {
    }

    static byte[] sequence(byte[]... elements) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] element : elements) {
            content.writeBytes(element);
        }
        return tagged(0x30, content.toByteArray());
    }

    static byte[] octets(byte[] content) {
        return tagged(0x04, content);
    }

    static byte[] oid(int... encoded) {
        byte[] content = new byte[encoded.length];
        for (int i = 0; i < encoded.length; i++) {
            content[i] = (byte) encoded[i];
        }
        return tagged(0x06, content);
    }

    private static byte[] tagged(int tag, byte[] content) {
        ByteArrayOutputStream element = new ByteArrayOutputStream();
        element.write(tag);
        if (content.length >= 0x80) {
            int bytes = content.length > 0xFF ? 2 : 1;
            element.write(0x80 | bytes);
            if (bytes == 2) {
                element.write(content.length >> 8);
            }
        }
        element.write(content.length);
        element.writeBytes(content);
        return element.toByteArray();
    }
}
