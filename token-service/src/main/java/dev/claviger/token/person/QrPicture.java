package dev.claviger.token.person;

import io.nayuki.qrcodegen.QrCode;

/**
 * A QR code as an inline SVG picture has it.
 *
 * @param side of the square it is drawn in, with the quiet zone around it
 * @param path one square for each dark module
 */
record QrPicture(int side, String path) {

    /** ISO/IEC 18004 §6.3.8. */
    private static final int QUIET = 4;

    static QrPicture of(String text) {
        QrCode code = QrCode.encodeText(text, QrCode.Ecc.MEDIUM);
        StringBuilder path = new StringBuilder();
        for (int y = 0; y < code.size; y++) {
            for (int x = 0; x < code.size; x++) {
                if (code.getModule(x, y)) {
                    path.append('M').append(x + QUIET).append(' ').append(y + QUIET).append("h1v1h-1z");
                }
            }
        }
        return new QrPicture(code.size + 2 * QUIET, path.toString());
    }
}
