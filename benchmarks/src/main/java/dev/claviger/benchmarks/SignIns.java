package dev.claviger.benchmarks;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.claviger.benchmarks.Visitor.Outcome;
import dev.claviger.quickstart.LocalClaviger;
import dev.claviger.quickstart.api.AdminApi;
import dev.claviger.quickstart.installation.Service;
import dev.claviger.quickstart.people.CodeFlow;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/**
 * What people who sign in take from machines: the latency of client-credentials tokens, asked for at a steady rate, without and with fifty people whose
 * passwords are compared all the time, and what both services hold meanwhile. Each person comes from a browser that has signed in before, as most do.
 */
final class SignIns implements Benchmark {

    private static final int PEOPLE = 50;
    private static final int TOKENS_PER_SECOND = 50;
    private static final int WARM_UP = 2_000;
    private static final String PASSWORD = "four words for a benchmark";

    private final int seconds;

    /** @param seconds for which each row is measured */
    SignIns(int seconds) {
        this.seconds = seconds;
    }

    @Override
    public void run(LocalClaviger claviger) throws Exception {
        HttpClient client = claviger.installation().httpClient();
        HttpRequest token = token(claviger);
        List<Visitor> visitors = visitors(claviger, client);
        for (int i = 0; i < WARM_UP; i++) {
            require(client.send(token, BodyHandlers.discarding()).statusCode());
        }
        System.out.printf("%d tokens a second for %d s a row, each timed from when it was due; %d people sign in, one after the other at each browser%n%n%-28s %8s %8s %8s %8s%n",
                TOKENS_PER_SECOND, seconds, PEOPLE, "a token, microseconds", "p50", "p99", "p99.9", "longest");
        for (int round = 1; round <= 3; round++) {
            report("nobody signs in", tokens(client, token));
            whileSigningIn(claviger, visitors, client, token);
        }
        report("nobody signs in", tokens(client, token));
        System.out.printf("%nlive heap afterwards, MiB: credential-service %.1f, token-service %.1f%n", mebibytes(new Footprint(claviger, Service.CREDENTIAL).heap()),
                mebibytes(new Footprint(claviger, Service.TOKEN).heap()));
    }

    private void whileSigningIn(LocalClaviger claviger, List<Visitor> visitors, HttpClient client, HttpRequest token) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds + 2L);
        Map<Outcome, LongAdder> outcomes = new EnumMap<>(Outcome.class);
        Arrays.stream(Outcome.values()).forEach(outcome -> outcomes.put(outcome, new LongAdder()));
        ExecutorService people = Executors.newFixedThreadPool(PEOPLE);
        try {
            List<Future<List<Long>>> under = new ArrayList<>();
            for (Visitor visitor : visitors) {
                Callable<List<Long>> signing = () -> signInUntil(end, visitor, outcomes);
                under.add(people.submit(signing));
            }
            TimeUnit.SECONDS.sleep(1);
            report(PEOPLE + " people sign in", tokens(client, token));
            long credential = new Footprint(claviger, Service.CREDENTIAL).resident();
            long tokenService = new Footprint(claviger, Service.TOKEN).resident();
            Sample sample = new Sample("sign-ins", 1_000_000);
            for (Future<List<Long>> signing : under) {
                signing.get().forEach(sample::add);
            }
            System.out.printf("  sign-ins: %d, p50 %.0f ms, p99 %.0f ms; told to come again: %s; not answered: %s; RSS, MiB: credential-service %.0f, token-service %.0f%n", sample.size(),
                    sample.quantile(0.5) / 1_000, sample.quantile(0.99) / 1_000, outcomes.get(Outcome.LATER), outcomes.get(Outcome.UNANSWERED), mebibytes(credential), mebibytes(tokenService));
        } finally {
            people.shutdownNow();
        }
    }

    /** How long those took who got in. */
    private static List<Long> signInUntil(long end, Visitor visitor, Map<Outcome, LongAdder> outcomes) throws IOException, InterruptedException {
        List<Long> taken = new ArrayList<>();
        while (System.nanoTime() < end) {
            Map<String, String> hidden = visitor.open();
            long start = System.nanoTime();
            Outcome outcome = visitor.signIn(hidden);
            outcomes.get(outcome).increment();
            if (outcome == Outcome.SIGNED_IN) {
                taken.add(System.nanoTime() - start);
            } else {
                TimeUnit.SECONDS.sleep(1);
            }
        }
        return taken;
    }

    /** Asked for whether or not the one before has come: a slow answer delays no other. */
    private Sample tokens(HttpClient client, HttpRequest token) throws InterruptedException {
        int count = seconds * TOKENS_PER_SECOND;
        List<CompletableFuture<Long>> answers = new ArrayList<>(count);
        long begun = System.nanoTime();
        for (int i = 0; i < count; i++) {
            long due = begun + TimeUnit.SECONDS.toNanos(1) / TOKENS_PER_SECOND * i;
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            answers.add(client.sendAsync(token, BodyHandlers.discarding()).thenApply(answer -> {
                require(answer.statusCode());
                return System.nanoTime() - due;
            }));
        }
        Sample sample = new Sample("tokens", count);
        answers.forEach(answer -> sample.add(answer.join()));
        return sample;
    }

    private static void report(String when, Sample sample) {
        System.out.printf("%-28s %8.0f %8.0f %8.0f %8.0f%n", when, sample.quantile(0.5), sample.quantile(0.99), sample.quantile(0.999), sample.quantile(1));
    }

    /** Each signs in once, so that its browser is known. */
    private static List<Visitor> visitors(LocalClaviger claviger, HttpClient client) throws IOException, InterruptedException {
        AdminApi admin = AdminApi.of(claviger.installation());
        CodeFlow flow = claviger.codeFlow();
        List<Visitor> visitors = new ArrayList<>();
        for (int i = 0; i < PEOPLE; i++) {
            String username = "visitor-" + i;
            admin.post("/admin/v1/tenants/" + flow.tenant().id() + "/people", JsonNodeFactory.instance.objectNode().put("username", username).put("password", PASSWORD).toString())
                    .require("creating a person", 201);
            Visitor visitor = new Visitor(client, claviger.installation().blueprint().issuer(), flow, username, PASSWORD);
            if (visitor.signIn(visitor.open()) != Outcome.SIGNED_IN) {
                throw new IllegalStateException("nobody signs in, and yet there are too many");
            }
            visitors.add(visitor);
        }
        return visitors;
    }

    private static HttpRequest token(LocalClaviger claviger) {
        String basic = Base64.getEncoder().encodeToString((claviger.client().id() + ":" + claviger.client().secret()).getBytes(StandardCharsets.US_ASCII));
        return HttpRequest.newBuilder(URI.create(claviger.installation().blueprint().tokenEndpoint() + "?grant_type=client_credentials"))
                .timeout(Duration.ofSeconds(20)).header("Authorization", "Basic " + basic).POST(HttpRequest.BodyPublishers.noBody()).build();
    }

    private static void require(int status) {
        if (status != 200) {
            throw new IllegalStateException("a token request was answered with " + status);
        }
    }

    private static double mebibytes(long bytes) {
        return bytes / (1024.0 * 1024);
    }
}
