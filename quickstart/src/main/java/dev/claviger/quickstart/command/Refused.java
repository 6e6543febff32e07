package dev.claviger.quickstart.command;

/** The command ends here: its message, in plain words, and an exit status are all the person sees. */
final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final int FAILED = 1;
    private static final int MISUSED = 2;

    private final int status;

    private Refused(int status, String message) {
        super(message);
        this.status = status;
    }

    static Refused failed(String message) {
        return new Refused(FAILED, message);
    }

    static Refused misused(String message) {
        return new Refused(MISUSED, message);
    }

    int status() {
        return status;
    }
}
