package dev.claviger.benchmarks.revocation;

/** What a request goes by: the host of an environment, and a token for it. */
record Pass(String host, String token) {

    /** Never the token. */
    @Override
    public String toString() {
        return "Pass[" + host + "]";
    }
}
