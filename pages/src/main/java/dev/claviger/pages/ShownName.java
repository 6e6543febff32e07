package dev.claviger.pages;

/**
 * A name that somebody chose, as a page may show it: on one line, of bounded length, and without characters that change how the text around it
 * reads (Unicode UAX #9 §2: embeddings, overrides, isolates, marks), or that nobody sees.
 */
public final class ShownName {

    private static final int LONGEST = 80;
    private static final int LONGEST_SENTENCE = 300;
    private static final String NOTHING = "(no name)";

    private ShownName() {
    }

    public static String of(String name) {
        return shown(name, LONGEST);
    }

    /** As a name, only longer. */
    public static String sentence(String text) {
        return shown(text, LONGEST_SENTENCE);
    }

    private static String shown(String name, int longest) {
        StringBuilder shown = new StringBuilder();
        name.codePoints().map(ShownName::visible).filter(point -> point >= 0).forEach(shown::appendCodePoint);
        String text = shown.toString().strip().replaceAll(" {2,}", " ");
        return text.isEmpty() ? NOTHING : shortened(text, longest);
    }

    /** A space for what is one or breaks a line; -1 for what is not shown. */
    private static int visible(int point) {
        return switch (Character.getType(point)) {
            case Character.SPACE_SEPARATOR, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> ' ';
            case Character.CONTROL -> point == '\n' || point == '\r' || point == '\t' ? ' ' : -1;
            case Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED -> -1;
            default -> point;
        };
    }

    private static String shortened(String text, int longest) {
        return text.codePointCount(0, text.length()) <= longest ? text : text.substring(0, text.offsetByCodePoints(0, longest - 1)) + "…";
    }
}
