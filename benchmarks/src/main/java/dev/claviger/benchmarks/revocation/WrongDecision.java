package dev.claviger.benchmarks.revocation;

/** Something was decided wrongly, which no figure can make up for. */
final class WrongDecision extends RuntimeException {

    private static final long serialVersionUID = 1L;

    WrongDecision(String what) {
        super(what);
    }
}
