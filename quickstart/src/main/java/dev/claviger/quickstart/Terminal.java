package dev.claviger.quickstart;

import java.io.PrintStream;

/** Where the story is told: coloured for a person, plain in a file, a pipe, or where {@code NO_COLOR} is set. */
final class Terminal {

    private final PrintStream out;
    private final boolean colour;

    Terminal(PrintStream out, boolean colour) {
        this.out = out;
        this.colour = colour;
    }

    static Terminal standard() {
        boolean wanted = System.getenv("NO_COLOR") == null && !"dumb".equals(System.getenv("TERM"));
        // The script knows whether standard output is a terminal; System.console() answers differently from JDK to JDK.
        return new Terminal(System.out, wanted && Boolean.getBoolean("claviger.tty"));
    }

    void line(String text) {
        out.println(text);
    }

    void blank() {
        out.println();
    }

    void title(String text) {
        out.println(painted("1", text));
    }

    void command(String text) {
        out.println("     " + painted("36", "$ " + text));
    }

    /** A status and what matters of the answer. */
    void answer(int status, String essence) {
        out.println("     " + painted(status < 400 ? "1;32" : "1;33", Integer.toString(status)) + "  " + essence);
    }

    void quiet(String text) {
        out.println(painted("2", text));
    }

    private String painted(String style, String text) {
        return colour ? "\u001b[" + style + "m" + text + "\u001b[0m" : text;
    }
}
