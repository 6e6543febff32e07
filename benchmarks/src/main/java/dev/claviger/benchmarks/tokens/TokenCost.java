package dev.claviger.benchmarks.tokens;

import dev.claviger.benchmarks.Benchmark;
import dev.claviger.benchmarks.load.Cores;
import dev.claviger.benchmarks.load.JavaServers;
import dev.claviger.benchmarks.load.Requests;
import dev.claviger.benchmarks.load.Server;
import dev.claviger.quickstart.LocalClaviger;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;

/**
 * What a client-credentials token costs at token-service once it knows the client, beside a signed JWT made in a loop and a POST that the same
 * server answers without a thought. What lies between is seen by asking for tokens in ways that end earlier and earlier.
 */
public final class TokenCost implements Benchmark {

    private static final int ROUNDS = 5;
    private static final int JWTS = 1_000;

    private final Duration window;

    /** @param seconds for which each row is loaded in each round */
    public TokenCost(int seconds) {
        this.window = Duration.ofSeconds(seconds);
    }

    @Override
    public void run(LocalClaviger claviger) throws Exception {
        Cores cores = Cores.divide();
        System.out.printf("%d rounds of %d s a row; %s%n", ROUNDS, window.toSeconds(), cores);
        JavaServers java = new JavaServers(claviger.installation().blueprint(), cores);
        try (Server tokens = java.tokenService(); Server jwts = java.program("jwts", SignedJwts.class)) {
            Step token = new Step("a token", tokens, post("/oauth2/token", basic(claviger), "grant_type=client_credentials", 200), 1);
            Step refused = new Step("a token request refused once it is read", tokens, post("/oauth2/token", basic(claviger), "grant_type=unknown", 400), 1);
            Step empty = new Step("an empty POST", tokens, post("/nothing", "", "", 404), 1);
            Step jwt = new Step("a signed JWT, made in a loop", jwts, post("/" + JWTS, "", "", 200), JWTS);
            measure(List.of(token, refused, empty, jwt));
            report(token, refused, empty, jwt);
        }
    }

    private void measure(List<Step> steps) throws IOException {
        for (Step step : steps) {
            step.warmUp();
        }
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = 0; i < steps.size(); i++) {
                steps.get((round + i) % steps.size()).measure(window);
            }
        }
    }

    private static void report(Step token, Step refused, Step empty, Step jwt) {
        System.out.printf("%n%-42s %8s %8s %8s%n", "microseconds of CPU", "median", "least", "most");
        for (Step step : List.of(token, refused, empty, jwt)) {
            System.out.printf("%-42s %8.1f %8.1f %8.1f%n", step.name(), step.micros(), step.cheapest(), step.dearest());
        }
        System.out.printf("""

                a token costs %.2f times a signed JWT and an empty POST. Its parts:
                  the empty POST                          %8.1f
                  reading the request, and a JSON answer  %8.1f
                  the signed JWT                          %8.1f
                  authenticating, granting, recording     %8.1f
                """, token.micros() / (jwt.micros() + empty.micros()), empty.micros(), refused.micros() - empty.micros(), jwt.micros(),
                token.micros() - refused.micros() - jwt.micros());
    }

    private static String basic(LocalClaviger claviger) {
        return "Authorization: Basic " + Base64.getEncoder().encodeToString((claviger.client().id() + ":" + claviger.client().secret()).getBytes(StandardCharsets.US_ASCII)) + "\r\n";
    }

    private static Requests post(String path, String headers, String form, int status) {
        return Requests.of(List.of("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nUser-Agent: claviger-bench\r\n" + headers
                + (form.isEmpty() ? "" : "Content-Type: application/x-www-form-urlencoded\r\n") + "Content-Length: " + form.length() + "\r\n\r\n" + form), status);
    }
}
