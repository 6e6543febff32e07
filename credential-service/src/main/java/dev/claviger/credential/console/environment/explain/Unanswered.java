package dev.claviger.credential.console.environment.explain;

/** Why there is no explanation, in words for who asked. */
final class Unanswered extends RuntimeException {

    private final int status;

    private Unanswered(int status, String text) {
        super(text, null, false, false);
        this.status = status;
    }

    /** The question makes no sense to the gateway. */
    static Unanswered senseless(String detail) {
        return new Unanswered(400, "The gateway cannot answer this: " + detail + ".");
    }

    static Unanswered unreachable(String address) {
        return new Unanswered(503, "No gateway answers at " + address + " (claviger.console.gateway-url). Is it running, and may this service reach its management port?");
    }

    static Unanswered busy() {
        return new Unanswered(503, "Too many questions wait for the gateway at the moment. Ask again in some seconds.");
    }

    /** It has another key, or another time. */
    static Unanswered unproven(String detail) {
        return new Unanswered(503, "The gateway does not believe that it is asked by us: " + detail + ".");
    }

    static Unanswered unfit(String address, int status) {
        return new Unanswered(503, "What answers at " + address + " (claviger.console.gateway-url) is not the management port of a gateway of this release: it answered " + status + ".");
    }

    int status() {
        return status;
    }
}
