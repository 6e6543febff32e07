package dev.claviger.token.external;

import dev.claviger.contract.person.IdentityProvider;
import dev.claviger.pages.ShownName;
import dev.claviger.relyingparty.ProviderUnreachable;
import dev.claviger.relyingparty.SignInRefused;
import dev.claviger.relyingparty.SignInRefused.Reason;
import dev.claviger.token.external.ExternalMetrics.Outcome;

/** Why nobody is signed in, in words for whoever tried. What exactly was wrong is for the log: it would only help who made it so. */
record Said(Outcome outcome, String text) {

    static Said of(Throwable failure, IdentityProvider provider) {
        String name = ShownName.of(provider.name());
        if (failure instanceof ProviderUnreachable) {
            return new Said(Outcome.UNREACHABLE, name + " cannot be reached at the moment. Try again in a minute.");
        }
        if (failure instanceof Places.NoPlace) {
            return new Said(Outcome.BUSY, "Too many people are signing in with " + name + " at the moment. Try again in a minute.");
        }
        if (failure instanceof SignInRefused refused && refused.reason() == Reason.ERROR) {
            return new Said(Outcome.DENIED, name + " did not sign you in.");
        }
        return new Said(Outcome.REFUSED, "What " + name + " answered cannot be used. Try again, and if it happens again, tell your administrator.");
    }

    /** Whoever it is there is nobody here, or may not sign in: one sentence for both. */
    static Said unknown(IdentityProvider provider) {
        return new Said(Outcome.UNKNOWN, "Your account at " + ShownName.of(provider.name()) + " does not open anything here. Ask your administrator.");
    }

    static Said tooLongAgo(IdentityProvider provider) {
        return new Said(Outcome.REFUSED, "The application asks you to sign in anew, and " + ShownName.of(provider.name()) + " did not say that you have.");
    }
}
