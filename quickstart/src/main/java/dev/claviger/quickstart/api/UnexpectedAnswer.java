package dev.claviger.quickstart.api;

/** A service answered something else than it should: the story ends there. */
public final class UnexpectedAnswer extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnexpectedAnswer(String message) {
        super(message);
    }
}
