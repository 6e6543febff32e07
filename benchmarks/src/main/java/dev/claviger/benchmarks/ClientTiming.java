package dev.claviger.benchmarks;

import dev.claviger.contract.ClientSecret;
import dev.claviger.contract.EnvironmentName;
import dev.claviger.contract.Identifiers;
import dev.claviger.quickstart.LocalClaviger;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Can someone outside tell an unknown client from a wrong secret by the clock? Asks in random order over one
 * connection, so that drift meets all kinds alike, and compares the distributions.
 */
final class ClientTiming implements Benchmark {

    private static final int WARM_UP = 500;

    private final int rounds;

    ClientTiming(int rounds) {
        this.rounds = rounds;
    }

    @Override
    public void run(LocalClaviger claviger) throws Exception {
        String known = claviger.client().id();
        ClientSecret secret = ClientSecret.parse(claviger.client().secret()).orElseThrow();
        List<Guess> guesses = List.of(
                new Guess("known client, its credential, wrong secret", rounds, () -> known,
                        () -> ClientSecret.generate(secret.environment(), secret.credential()).reveal()),
                new Guess("known client, unknown credential         ", rounds, () -> known, ClientTiming::anySecret),
                new Guess("unknown client, unknown credential       ", rounds, () -> Identifiers.newClientId().value(), ClientTiming::anySecret),
                new Guess("the same once more (what noise looks like)", rounds, () -> Identifiers.newClientId().value(), ClientTiming::anySecret));
        ask(claviger, guesses);
        report(guesses);
    }

    private void ask(LocalClaviger claviger, List<Guess> guesses) throws IOException, InterruptedException {
        HttpClient client = claviger.installation().httpClient();
        URI endpoint = claviger.installation().blueprint().tokenEndpoint();
        Random order = new Random(1);
        for (int round = -WARM_UP; round < rounds; round++) {
            List<Guess> shuffled = new ArrayList<>(guesses);
            Collections.shuffle(shuffled, order);
            for (Guess guess : shuffled) {
                HttpRequest request = guess.request(endpoint);
                long start = System.nanoTime();
                int status = client.send(request, BodyHandlers.discarding()).statusCode();
                long nanos = System.nanoTime() - start;
                if (status != 401) {
                    throw new IllegalStateException("a guess was answered with " + status);
                }
                if (round >= 0) {
                    guess.sample.add(nanos);
                }
            }
        }
    }

    private static void report(List<Guess> guesses) {
        Sample reference = guesses.get(0).sample;
        System.out.printf("%n%-44s %9s %9s %9s %8s %8s%n", "microseconds over loopback", "p25", "median", "p75", "score", "slower");
        for (Guess guess : guesses) {
            Sample sample = guess.sample;
            System.out.printf("%-44s %9.0f %9.0f %9.0f %8.2f %7.1f%%%n", sample.name(), sample.quantile(0.25), sample.quantile(0.5),
                    sample.quantile(0.75), sample.scoreAgainst(reference), 100 * sample.slowerThan(reference));
        }
        System.out.println("score: Mann-Whitney against the first row. slower: share of pairs in which this one took longer; 50 % tells nothing.");
    }

    private static String anySecret() {
        return ClientSecret.generate(new EnvironmentName("production"), Identifiers.newCredentialId()).reveal();
    }

    private static final class Guess {

        private final Sample sample;
        private final Supplier<String> clientId;
        private final Supplier<String> secret;

        Guess(String name, int rounds, Supplier<String> clientId, Supplier<String> secret) {
            this.sample = new Sample(name, rounds);
            this.clientId = clientId;
            this.secret = secret;
        }

        HttpRequest request(URI endpoint) {
            String basic = Base64.getEncoder().encodeToString((clientId.get() + ":" + secret.get()).getBytes(StandardCharsets.US_ASCII));
            return HttpRequest.newBuilder(URI.create(endpoint + "?grant_type=client_credentials"))
                    .header("Authorization", "Basic " + basic).POST(HttpRequest.BodyPublishers.noBody()).build();
        }
    }
}
