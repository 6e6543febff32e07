package dev.claviger.quickstart;

/** The client application that {@code .claviger/env} names. */
public record DemoClient(String id, String secret) {

    /** Never the secret. */
    @Override
    public String toString() {
        return "DemoClient[" + id + "]";
    }
}
