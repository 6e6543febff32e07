package dev.claviger.credential.console.signin;

/** Too many ask the provider at this moment. Nothing was asked. */
final class ProviderBusy extends RuntimeException {

    ProviderBusy() {
        super("too many sign-ins at once", null, false, false);
    }
}
