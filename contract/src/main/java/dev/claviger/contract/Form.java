package dev.claviger.contract;

import java.util.regex.Pattern;

/** The one way identifiers refuse a bad form. The refused text is not repeated: it may be a misplaced secret. */
final class Form {

    private Form() {
    }

    static void require(Pattern form, String text, String rule) {
        if (text == null || !form.matcher(text).matches()) {
            throw new IllegalArgumentException(rule);
        }
    }
}
