package dev.claviger.benchmarks.gateway;

import dev.claviger.benchmarks.Benchmark;
import dev.claviger.benchmarks.load.Cores;
import dev.claviger.benchmarks.load.JavaServers;
import dev.claviger.benchmarks.load.Requests;
import dev.claviger.benchmarks.load.Server;
import dev.claviger.benchmarks.load.Upstream;
import dev.claviger.quickstart.LocalClaviger;
import dev.claviger.quickstart.installation.Blueprint;
import dev.claviger.quickstart.installation.Ports;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What one authorised request costs at the gateway, beside what it costs elsewhere. All servers run the whole time, one is loaded at a time,
 * and the order of the rows moves on by one in every round, so that what else the machine does meets all alike. Two rows that are the same
 * program twice show how far figures differ that should not.
 */
public final class GatewayCost implements Benchmark {

    private static final int ROUNDS = 5;
    private static final int WINDOWS_A_SECOND = 8;
    private static final int BODY_BYTES = 1024;
    private static final int MANY_TOKENS = 1_000;

    private final Duration window;
    private final List<Server> servers = new ArrayList<>();
    private final List<Contender> contenders = new ArrayList<>();

    /** @param seconds for which each row is loaded in each round */
    public GatewayCost(int seconds) {
        this.window = Duration.ofSeconds(seconds);
    }

    @Override
    public void run(LocalClaviger claviger) throws Exception {
        Cores cores = Cores.divide();
        System.out.printf("%d rounds of %d s a row, 32 connections, answers of 1 KiB; %s%n", ROUNDS, window.toSeconds(), cores);
        try (Upstream upstream = Upstream.start(BODY_BYTES)) {
            startAll(claviger, upstream.port(), cores);
            for (Contender contender : contenders) {
                contender.warmUp();
            }
            measure();
        } finally {
            for (Contender contender : contenders) {
                contender.close();
            }
            for (Server server : servers) {
                server.close();
            }
        }
    }

    private void startAll(LocalClaviger claviger, int upstream, Cores cores) throws IOException, InterruptedException, GeneralSecurityException {
        Tokens tokens = Tokens.of(claviger, upstream);
        List<String> many = tokens.issue(MANY_TOKENS);
        Blueprint installation = claviger.installation().blueprint();
        startProxies(new Proxies(installation.folder(), upstream, cores), tokens, many.get(0));
        JavaServers java = new JavaServers(installation, cores);
        add("Vert.x pass-through", java.program("pass-through", PassThrough.class, Integer.toString(upstream)), many.subList(0, 1), true);
        add("Vert.x pass-through again", java.program("pass-through-again", PassThrough.class, Integer.toString(upstream)), many.subList(0, 1), true);
        Server gateway = java.gateway();
        add("gateway, one token", gateway, many.subList(0, 1), true);
        add("gateway, 1,000 tokens", gateway, many, true);
    }

    private void startProxies(Proxies proxies, Tokens tokens, String token) throws IOException, InterruptedException, GeneralSecurityException {
        KeyPair rsa = KeyPairGenerator.getInstance("RSA").generateKeyPair();
        addIfThere("nginx proxy_pass", proxies.nginx(Ports.free().gateway()), token);
        addIfThere("HAProxy jwt_verify ES256", proxies.haproxy(Ports.free().gateway(), "ES256", tokens.issuerKey()), token);
        addIfThere("HAProxy jwt_verify RS256", proxies.haproxy(Ports.free().gateway(), "RS256", rsa.getPublic()), Tokens.signedAnew(token, rsa));
    }

    private void addIfThere(String name, Optional<Server> server, String token) {
        if (server.isPresent()) {
            add(name, server.get(), List.of(token), false);
        } else {
            System.out.println(name + ": left out, it is not installed here");
        }
    }

    private void add(String name, Server server, List<String> tokens, boolean java) {
        if (!servers.contains(server)) {
            servers.add(server);
        }
        contenders.add(new Contender(name, server, Requests.of(tokens.stream().map(GatewayCost::request).toList(), 200), java));
    }

    private static String request(String token) {
        return "GET /echo/bench?page=1 HTTP/1.1\r\nHost: " + Tokens.HOST + "\r\nUser-Agent: claviger-bench\r\nAccept: application/json\r\n"
                + "Accept-Encoding: gzip\r\nAuthorization: Bearer " + token + "\r\n\r\n";
    }

    private void measure() throws IOException {
        Duration shortWindow = Duration.ofSeconds(1).dividedBy(WINDOWS_A_SECOND);
        for (int turn = 0; turn < ROUNDS * window.toSeconds() * WINDOWS_A_SECOND; turn++) {
            for (int i = 0; i < contenders.size(); i++) {
                contenders.get((turn + i) % contenders.size()).runClosed(shortWindow);
            }
        }
        double rate = contenders.stream().mapToDouble(contender -> contender.closed().perSecond()).min().orElseThrow() / 2;
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = 0; i < contenders.size(); i++) {
                contenders.get((round + i) % contenders.size()).runOpen(window, rate);
            }
        }
        for (Contender contender : contenders) {
            contender.runForAllocation(window);
        }
        new Table(contenders).print(rate);
    }
}
