package dev.claviger.benchmarks.revocation;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Asks every gateway over and over with a token, until each has refused it. */
final class Watch implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 60;
    /** As exact as the figures need to be; watching closer would itself be the load. */
    private static final long PAUSE_MILLIS = 2;

    private final Gateways gateways;
    private final ExecutorService eyes = Executors.newFixedThreadPool(Gateways.COUNT);

    Watch(Gateways gateways) {
        this.gateways = gateways;
    }

    /**
     * Begins to watch; returns when each gateway has accepted the token once, so that connections are open and the token is known.
     *
     * @return per gateway when it first refused, by {@link System#nanoTime()}
     */
    List<Future<Long>> on(Pass pass) throws InterruptedException {
        List<Future<Long>> refusals = new ArrayList<>();
        CountDownLatch watching = new CountDownLatch(Gateways.COUNT);
        for (int gateway = 0; gateway < Gateways.COUNT; gateway++) {
            int watched = gateway;
            refusals.add(eyes.submit(() -> {
                try {
                    requireAccepted(watched, pass);
                } finally {
                    watching.countDown();
                }
                return refusal(watched, pass);
            }));
        }
        watching.await();
        return refusals;
    }

    static long last(List<Future<Long>> refusals) throws InterruptedException {
        long last = Long.MIN_VALUE;
        for (Future<Long> refusal : refusals) {
            try {
                last = Math.max(last, refusal.get());
            } catch (ExecutionException failed) {
                throw failed.getCause() instanceof WrongDecision wrong ? wrong : new IllegalStateException(failed.getCause());
            }
        }
        return last;
    }

    void requireAccepted(List<Victim> victims) {
        for (Victim victim : victims) {
            for (int gateway = 0; gateway < Gateways.COUNT; gateway++) {
                requireAccepted(gateway, victim.pass());
            }
        }
    }

    /** One after the other: after a disturbance it counts that it comes, not when. */
    void untilRefused(List<Victim> victims, Load load) throws InterruptedException {
        for (Victim victim : victims) {
            for (int gateway = 0; gateway < Gateways.COUNT; gateway++) {
                refusal(gateway, victim.pass());
            }
            load.bury(victim.pass());
        }
    }

    private void requireAccepted(int gateway, Pass pass) {
        int status = gateways.status(gateway, pass);
        if (status == 401 || status == 403) {
            throw new WrongDecision("gateway " + (gateway + 1) + " refused a token that nobody had revoked");
        }
    }

    private long refusal(int gateway, Pass pass) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        for (int status = gateways.status(gateway, pass); status != 401; status = gateways.status(gateway, pass)) {
            if (System.nanoTime() > end) {
                throw new WrongDecision("gateway " + (gateway + 1) + (status == 200 ? " missed a revocation: it still accepts the token" : " does not answer (" + status + ")")
                        + " after " + PATIENCE_SECONDS + " s");
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
        return System.nanoTime();
    }

    @Override
    public void close() {
        eyes.shutdownNow();
    }
}
