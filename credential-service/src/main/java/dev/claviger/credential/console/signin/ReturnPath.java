package dev.claviger.credential.console.signin;

import java.util.regex.Pattern;

/** Where it goes on after signing in: a page of the console, however the address came here, and never anything else. */
record ReturnPath(String text) {

    static final ReturnPath START = new ReturnPath("/console");

    private static final int LONGEST = 1500;
    private static final Pattern OF_CONSOLE = Pattern.compile("/console(/[A-Za-z0-9._~!$&'()*+,;=:@%-]+)*/?(\\?[\\x21\\x23-\\x5B\\x5D-\\x7E]*)?");
    /** Steps upwards, also encoded (RFC 3986 §5.2.4). */
    private static final Pattern UPWARDS = Pattern.compile("/(\\.|%2[eE]){1,2}(/|\\?|$)");
    private static final Pattern OF_SIGN_IN = Pattern.compile("/console/(sign-in|signed-in|sign-out|signed-out)(/|\\?|$).*");

    /** The start for whatever else it is. */
    static ReturnPath of(String asked) {
        boolean isPage = asked != null && asked.length() <= LONGEST && OF_CONSOLE.matcher(asked).matches() && !UPWARDS.matcher(asked).find()
                && !OF_SIGN_IN.matcher(asked).matches() && asked.indexOf('#') < 0;
        return isPage ? new ReturnPath(asked) : START;
    }

    @Override
    public String toString() {
        return text;
    }
}
