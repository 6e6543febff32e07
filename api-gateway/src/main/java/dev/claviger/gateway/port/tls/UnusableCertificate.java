package dev.claviger.gateway.port.tls;

/** A certificate or key that must not be served; the message is for the operator. */
final class UnusableCertificate extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnusableCertificate(String message) {
        super(message, null, false, false);
    }
}
