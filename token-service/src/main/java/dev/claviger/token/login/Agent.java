package dev.claviger.token.login;

import io.vertx.ext.web.RoutingContext;

import java.util.List;
import java.util.Optional;

/** A browser in a few words, from what it says of itself: fixed words only, since it may say anything. */
final class Agent {

    /** In this order: each pretends to be those behind it. */
    private static final List<String> BROWSERS = List.of("Edg/Edge", "OPR/Opera", "Firefox/Firefox", "Chrome/Chrome", "Safari/Safari");
    private static final List<String> SYSTEMS = List.of("iPhone/iPhone", "iPad/iPad", "Android/Android", "Windows/Windows", "Mac OS X/macOS", "Linux/Linux");

    private Agent() {
    }

    static String of(RoutingContext http) {
        return of(Optional.ofNullable(http.request().getHeader("User-Agent")).orElse(""));
    }

    static String of(String userAgent) {
        String browser = word(BROWSERS, userAgent).orElse("Unknown browser");
        return word(SYSTEMS, userAgent).map(system -> browser + " on " + system).orElse(browser);
    }

    private static Optional<String> word(List<String> words, String userAgent) {
        return words.stream().filter(word -> userAgent.contains(word.substring(0, word.indexOf('/'))))
                .map(word -> word.substring(word.indexOf('/') + 1)).findFirst();
    }
}
