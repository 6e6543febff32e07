package dev.claviger.relyingparty;

import java.util.Optional;
import java.util.regex.Pattern;

/** The provider's answer proves nobody. The message says what was wrong, for a log: it has no token, code or secret in it. */
public final class SignInRefused extends RuntimeException {

    /** RFC 6749 §4.1.2.1 allows more characters; no registered code has any of them. */
    private static final Pattern ERROR = Pattern.compile("[A-Za-z0-9_.:-]{1,60}");
    private static final int LONGEST = 200;

    /** What was wrong. */
    public enum Reason {
        /** An answer to something that this browser did not ask. */
        STATE,
        /** Another provider's answer than the one that was asked (RFC 9207 §2.4). */
        ISSUER,
        /** The provider, or the person there, said no: {@link SignInRefused#error}. */
        ERROR,
        /** The code was not taken: spent, late, or this program is not known by that secret. */
        CODE,
        /** The ID token is not one for this program and this attempt. */
        TOKEN
    }

    private final Reason reason;
    private final String error;

    private SignInRefused(Reason reason, String error, String message) {
        super(readable(message), null, false, false);
        this.reason = reason;
        this.error = error;
    }

    static SignInRefused because(Reason reason, String message) {
        return new SignInRefused(reason, null, message);
    }

    static SignInRefused answered(Reason reason, String error) {
        boolean isReadable = error != null && ERROR.matcher(error).matches();
        return new SignInRefused(reason, isReadable ? error : null, "the provider answered " + (isReadable ? error : "with an error that cannot be read"));
    }

    public Reason reason() {
        return reason;
    }

    /** The provider's error code, such as {@code access_denied} or {@code login_required}. */
    public Optional<String> error() {
        return Optional.ofNullable(error);
    }

    private static String readable(String message) {
        String line = String.valueOf(message).replaceAll("\\p{Cntrl}", " ");
        return line.length() > LONGEST ? line.substring(0, LONGEST) : line;
    }
}
