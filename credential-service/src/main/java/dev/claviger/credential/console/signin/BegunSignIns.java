package dev.claviger.credential.console.signin;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What this browser has begun in its tabs, as one cookie keeps it: several are signed out at the same moment, and each comes back with an answer of its own.
 *
 * @param begun the newest first
 */
record BegunSignIns(List<BegunSignIn> begun) {

    static final String COOKIE = "claviger-console-sign-in";
    /** Long enough to find a password again. */
    static final Duration LIFETIME = Duration.ofHours(1);

    private static final int MOST = 3;
    /** Browsers keep a cookie of 4096 bytes, with its name and attributes (RFC 6265 §6.1). */
    private static final int LONGEST = 3500;
    private static final String BETWEEN = "~";

    /** Without what is none. */
    static BegunSignIns parse(Optional<String> cookie) {
        return new BegunSignIns(cookie.stream().flatMap(text -> Arrays.stream(text.split(BETWEEN, MOST + 1))).limit(MOST).flatMap(text -> BegunSignIn.parse(text).stream()).toList());
    }

    Optional<BegunSignIn> of(String state) {
        return begun.stream().filter(one -> one.attempt().started(state)).findFirst();
    }

    BegunSignIns with(BegunSignIn another) {
        List<BegunSignIn> all = Stream.concat(Stream.of(another), begun.stream()).limit(MOST).toList();
        while (all.size() > 1 && new BegunSignIns(all).text().length() > LONGEST) {
            all = all.subList(0, all.size() - 1);
        }
        return new BegunSignIns(all);
    }

    BegunSignIns without(BegunSignIn over) {
        return new BegunSignIns(begun.stream().filter(one -> !one.equals(over)).toList());
    }

    boolean isEmpty() {
        return begun.isEmpty();
    }

    String text() {
        return begun.stream().map(BegunSignIn::text).collect(Collectors.joining(BETWEEN));
    }
}
