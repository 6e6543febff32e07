package dev.claviger.token.external;

import dev.claviger.relyingparty.Identity;
import dev.claviger.token.authorize.AuthorizationParameters;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What an application asks of a sign-in (OpenID Connect Core §3.1.2.1), passed on to the provider and held against what it answers. That somebody has agreed
 * to something there says nothing of here, so {@code prompt=consent} stays.
 */
record Demand(AuthorizationParameters request) {

    private static final List<String> PASSED_ON = List.of("login_hint", "ui_locales");
    private static final List<String> PROMPTS = List.of("login", "select_account");
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);

    /** @param request path and query, as a form of ours has brought it */
    static Demand of(String request) {
        int mark = request.indexOf('?');
        return new Demand(AuthorizationParameters.parse(mark < 0 ? "" : request.substring(mark + 1)));
    }

    Map<String, String> parameters() {
        Map<String, String> passed = new LinkedHashMap<>();
        PASSED_ON.forEach(name -> request.text(name).ifPresent(value -> passed.put(name, value)));
        String prompts = prompts().stream().filter(PROMPTS::contains).collect(Collectors.joining(" "));
        if (!prompts.isEmpty()) {
            passed.put("prompt", prompts);
        }
        maxAge().ifPresent(age -> passed.put("max_age", Long.toString(age.toSeconds())));
        return passed;
    }

    /** Who is asked for {@code max_age} must say when (§2, auth_time). Who is asked to sign somebody in anew and says when must have done so. */
    boolean isMetBy(Identity identity, Instant begunAt) {
        if (!identity.tellsWhen()) {
            return maxAge().isEmpty();
        }
        Instant earliest = prompts().contains("login") ? begunAt : maxAge().map(begunAt::minus).orElse(Instant.MIN.plus(CLOCKS_DIFFER));
        return !identity.authenticatedAt().isBefore(earliest.minus(CLOCKS_DIFFER));
    }

    private List<String> prompts() {
        return request.text("prompt").map(text -> Arrays.asList(text.split(" "))).orElse(List.of());
    }

    /** What is none has been refused by the authorization endpoint. */
    private Optional<Duration> maxAge() {
        return request.text("max_age").filter(text -> text.matches("[0-9]{1,10}")).map(text -> Duration.ofSeconds(Long.parseLong(text)));
    }
}
