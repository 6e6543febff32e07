package dev.claviger.gateway.explain;

/** A call whose proof does not count. */
final class UnprovenCall extends RuntimeException {

    private final int status;

    UnprovenCall(int status, String detail) {
        super(detail, null, false, false);
        this.status = status;
    }

    int status() {
        return status;
    }
}
