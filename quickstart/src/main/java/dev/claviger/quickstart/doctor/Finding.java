package dev.claviger.quickstart.doctor;

/**
 * One line of the doctor's report.
 *
 * @param subject what it is about, in a word or two
 * @param meaning what was found, and what follows from it
 * @param mend    what to do about it; empty where nothing is to be done
 */
public record Finding(Level level, String subject, String meaning, String mend) {

    private static final int LONGEST = 500;

    /** From harmless to grave. */
    public enum Level {
        /** As it should be. */
        WELL("ok"),
        /** Could not be looked at, for want of an address or of rights. */
        NOT_ASKED("--"),
        /** Works, and will not for ever, or not safely. */
        WARNING("WARN"),
        /** Somebody is refused, or soon will be, who should not be. */
        FAILURE("FAIL");

        private final String mark;

        Level(String mark) {
            this.mark = mark;
        }
    }

    static Finding well(String subject, String meaning) {
        return new Finding(Level.WELL, subject, meaning, "");
    }

    static Finding notAsked(String subject, String meaning) {
        return new Finding(Level.NOT_ASKED, subject, meaning, "");
    }

    static Finding warning(String subject, String meaning, String mend) {
        return new Finding(Level.WARNING, subject, meaning, mend);
    }

    static Finding failure(String subject, String meaning, String mend) {
        return new Finding(Level.FAILURE, subject, meaning, mend);
    }

    /** What services and certificates say of themselves is in here: it must neither command the terminal nor make a line look like two. */
    public String line() {
        String text = "%-4s  %-12s %s%s".formatted(level.mark, subject, meaning, mend.isEmpty() ? "" : ". To mend it: " + mend);
        String visible = text.replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]", "?");
        return visible.length() <= LONGEST ? visible : visible.substring(0, LONGEST) + " ...";
    }
}
