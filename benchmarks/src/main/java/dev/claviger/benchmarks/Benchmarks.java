package dev.claviger.benchmarks;

import dev.claviger.benchmarks.feed.FanOut;
import dev.claviger.benchmarks.gateway.GatewayCost;
import dev.claviger.benchmarks.pieces.Pieces;
import dev.claviger.benchmarks.revocation.RevocationTiming;
import dev.claviger.benchmarks.stress.isolation.Isolation;
import dev.claviger.benchmarks.stress.memory.ActiveTokens;
import dev.claviger.benchmarks.stress.memory.Bodies;
import dev.claviger.benchmarks.stress.memory.IdleConnections;
import dev.claviger.benchmarks.stress.retries.Retries;
import dev.claviger.benchmarks.tokens.TokenCost;
import dev.claviger.quickstart.LocalClaviger;
import dev.claviger.quickstart.installation.Blueprint;
import dev.claviger.quickstart.installation.Ports;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** {@code ./claviger bench NAME [SIZE]}: starts a Claviger of its own in a temporary folder, measures, ends it. */
public final class Benchmarks {

    /** The one that starts no Claviger. */
    private static final String PIECES = "pieces";

    private Benchmarks() {
    }

    public static void main(String[] arguments) throws Exception {
        // The gateway is asked by address, with the Host it routes by.
        System.setProperty("jdk.httpclient.allowRestrictedHeaders", "host");
        int size = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 0;
        Map<String, Benchmark> known = new TreeMap<>(Map.ofEntries(
                Map.entry("active-tokens", new ActiveTokens(size > 0 ? size : 10_000)),
                Map.entry("bodies", new Bodies(size > 0 ? size : 1_024)),
                Map.entry("client-timing", new ClientTiming(size > 0 ? size : 5_000)),
                Map.entry("connections", new IdleConnections(size > 0 ? size : 10_000)),
                Map.entry("fan-out", new FanOut(size > 0 ? size : 1_000)),
                Map.entry("gateway", new GatewayCost(size > 0 ? size : 3)),
                Map.entry("isolation", new Isolation(size > 0 ? size : 1_000)),
                Map.entry("retries", new Retries(size > 0 ? size : 100_000)),
                Map.entry("revocation", new RevocationTiming(size > 0 ? size : 1_000)),
                Map.entry("secrets", new Secrets(size > 0 ? size : 1_000_000)),
                Map.entry("sign-ins", new SignIns(size > 0 ? size : 20)),
                Map.entry("tokens", new TokenCost(size > 0 ? size : 3)),
                Map.entry("tenants", new Tenants(size > 0 ? size : 10_000))));
        if (arguments.length > 0 && arguments[0].equals(PIECES)) {
            Pieces.measure(size > 0 ? size : 3);
            return;
        }
        Benchmark benchmark = arguments.length == 0 ? null : known.get(arguments[0]);
        if (benchmark == null) {
            System.err.println("claviger: which measurement? There are: " + String.join(", ", known.keySet()) + ", " + PIECES);
            System.exit(2);
        }
        measure(benchmark);
    }

    private static void measure(Benchmark benchmark) throws Exception {
        Path folder = Files.createTempDirectory("claviger-bench");
        Path home = Path.of(System.getProperty("claviger.home", "."));
        System.out.printf("Java %s, %d processors%n", System.getProperty("java.version"), Runtime.getRuntime().availableProcessors());
        try (LocalClaviger claviger = LocalClaviger.start(new Blueprint(home, folder, Ports.free(), false, false, Map.of()))) {
            benchmark.run(claviger);
        } finally {
            delete(folder);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
