package dev.claviger.start;

/** A service without a URL of its own, which production alone minds, and with something allowed by name. */
record TestReview(boolean missing, boolean unsafe, boolean allowedByName) implements SettingsReview {

    @Override
    public Refusals refusals(boolean production) {
        return new Refusals().when(missing, "claviger.url is not set").when(production && unsafe, "claviger.url is not https").when(production && unsafe, "claviger.key is short");
    }

    @Override
    public Refusals allowed() {
        return new Refusals().when(allowedByName, "claviger.internal.allow-cleartext is set");
    }
}
