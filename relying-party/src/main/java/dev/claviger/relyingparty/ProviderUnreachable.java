package dev.claviger.relyingparty;

/** The provider cannot be asked now, or its answer is none: down, slow, misconfigured, or at an address that may not be called. Nothing is known of the person. */
public final class ProviderUnreachable extends RuntimeException {

    ProviderUnreachable(String message) {
        super(message, null, false, false);
    }
}
