package dev.claviger.credential.console.signin;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

import dev.claviger.relyingparty.Attempt;

/** A sign-in that this very browser has begun, as its cookie keeps it: what the provider's answer is held against, and where to go on. */
record BegunSignIn(Attempt attempt, ReturnPath returnPath) {

    String text() {
        return attempt.text() + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(returnPath.text().getBytes(StandardCharsets.UTF_8));
    }

    /** Empty for what is none; an address in it that is not the console's leads to the start. */
    static Optional<BegunSignIn> parse(String cookie) {
        int dot = cookie.lastIndexOf('.');
        try {
            return dot < 0 ? Optional.empty() : Optional.of(new BegunSignIn(Attempt.parse(cookie.substring(0, dot)),
                    ReturnPath.of(new String(Base64.getUrlDecoder().decode(cookie.substring(dot + 1)), StandardCharsets.UTF_8))));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    /** Without what it proves. */
    @Override
    public String toString() {
        return "a sign-in on the way to " + returnPath;
    }
}
