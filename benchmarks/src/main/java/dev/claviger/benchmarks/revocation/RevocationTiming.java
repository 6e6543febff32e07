package dev.claviger.benchmarks.revocation;

import dev.claviger.benchmarks.Benchmark;
import dev.claviger.benchmarks.Sample;
import dev.claviger.quickstart.LocalClaviger;
import dev.claviger.quickstart.api.AdminApi;
import dev.claviger.quickstart.api.Answer;
import dev.claviger.quickstart.installation.Installation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * How long after a revocation was answered for does the last of three gateways still accept the token, while all of them are busy? Then again
 * while one gateway is stopped and goes on, and while PostgreSQL restarts: there little is timed, but nothing may be missed.
 */
public final class RevocationTiming implements Benchmark {

    private static final int PAUSE_SECONDS = 5;
    private static final int RETRY_MILLIS = 100;

    private final int count;
    private final int disturbed;
    private final int warmUp;

    /** @param count of revocations that are timed; a quarter as many before that, a tenth as many for each disturbance */
    public RevocationTiming(int count) {
        this.count = count;
        this.disturbed = Math.max(5, count / 10);
        this.warmUp = Math.max(5, count / 4);
    }

    @Override
    public void run(LocalClaviger claviger) throws Exception {
        Installation installation = claviger.installation();
        AdminApi admin = AdminApi.of(installation);
        Gateways gateways = Gateways.of(installation);
        Population population = Population.make(claviger, admin, warmUp + count + 2 * disturbed);
        Deque<Victim> victims = new ArrayDeque<>(population.victims());
        System.out.printf("3 gateways; %d tokens to revoke, %d beside them that must stay%n", victims.size(), population.bystanders().size());
        Load load = new Load(gateways, population.bystanders()).start();
        try (load; Watch watch = new Watch(gateways)) {
            warmUp(take(warmUp, victims), admin, watch, load);
            time(take(count, victims), admin, watch, load);
            whileOneGatewayIsStopped(take(disturbed, victims), admin, watch, load, gateways);
            whileTheDatabaseRestarts(take(disturbed, victims), admin, watch, load, installation);
        }
        load.requireNothingWrong();
    }

    private static List<Victim> take(int number, Deque<Victim> victims) {
        List<Victim> taken = new ArrayList<>();
        while (taken.size() < number) {
            taken.add(victims.removeFirst());
        }
        return taken;
    }

    private static void time(List<Victim> victims, AdminApi admin, Watch watch, Load load) throws InterruptedException {
        Sample fromAnswer = new Sample("from the answer to the revocation", victims.size());
        Sample fromCall = new Sample("from the call that revoked", victims.size());
        for (Victim victim : victims) {
            Timing timing = revokeAndWait(victim, admin, watch, load);
            fromAnswer.add(timing.fromAnswer);
            fromCall.add(timing.fromCall);
        }
        System.out.printf("%d revocations, milliseconds until the last gateway refused:%n", victims.size());
        report(fromAnswer);
        report(fromCall);
        load.report();
    }

    /** Five fresh processes compile what they run for some seconds; that is not what is to be measured. */
    private static void warmUp(List<Victim> victims, AdminApi admin, Watch watch, Load load) throws InterruptedException {
        for (Victim victim : victims) {
            revokeAndWait(victim, admin, watch, load);
        }
        System.out.printf("%d revocations to warm up, not timed%n", victims.size());
    }

    private static Timing revokeAndWait(Victim victim, AdminApi admin, Watch watch, Load load) throws InterruptedException {
        List<Future<Long>> refusals = watch.on(victim.pass());
        long called = System.nanoTime();
        revoke(victim, admin);
        long answered = System.nanoTime();
        long last = Watch.last(refusals);
        load.bury(victim.pass());
        // Gateways hear of a commit before its answer has travelled back to us; then it took no time at all.
        return new Timing(last - called, Math.max(0, last - answered));
    }

    /** Nanoseconds until the last gateway refused. */
    private record Timing(long fromCall, long fromAnswer) {
    }

    private static void report(Sample sample) {
        System.out.printf("  %-36s p50 %7.1f   p99 %7.1f   max %7.1f%n", sample.name(), sample.quantile(0.5) / 1_000, sample.quantile(0.99) / 1_000, sample.quantile(1) / 1_000);
    }

    /** Until it goes on it answers nobody; then it must learn what it slept through. */
    private static void whileOneGatewayIsStopped(List<Victim> victims, AdminApi admin, Watch watch, Load load, Gateways gateways) throws Exception {
        watch.requireAccepted(victims);
        gateways.signal(Gateways.COUNT - 1, "STOP");
        for (Victim victim : victims) {
            revoke(victim, admin);
        }
        TimeUnit.SECONDS.sleep(PAUSE_SECONDS);
        gateways.signal(Gateways.COUNT - 1, "CONT");
        long resumed = System.nanoTime();
        watch.untilRefused(victims, load);
        System.out.printf("one gateway stopped for %d s, %d revocations meanwhile: all refused by all %.0f ms after it went on%n",
                PAUSE_SECONDS, victims.size(), (System.nanoTime() - resumed) / 1e6);
    }

    private static void whileTheDatabaseRestarts(List<Victim> victims, AdminApi admin, Watch watch, Load load, Installation installation) throws Exception {
        watch.requireAccepted(victims);
        CompletableFuture<Void> restarting = CompletableFuture.runAsync(installation::restartDatabase);
        int repeated = 0;
        for (Victim victim : victims) {
            repeated += revokeUntilAnswered(victim, admin);
        }
        restarting.get();
        long acknowledged = System.nanoTime();
        watch.untilRefused(victims, load);
        System.out.printf("PostgreSQL restarted, %d revocations meanwhile, %d calls repeated: all refused by all %.0f ms after the last was answered%n",
                victims.size(), repeated, (System.nanoTime() - acknowledged) / 1e6);
    }

    private static void revoke(Victim victim, AdminApi admin) {
        Answer answer = victim.kind().revoke(victim, admin);
        if (answer.status() / 100 != 2) {
            throw new WrongDecision("a revocation by " + victim.kind() + " was answered " + answer.status());
        }
    }

    /** A call that broke off may have been obeyed; its repetition then finds nothing to do, and says so with a 4xx. */
    private static int revokeUntilAnswered(Victim victim, AdminApi admin) throws InterruptedException {
        for (int repeated = 0;; repeated++) {
            try {
                int status = victim.kind().revoke(victim, admin).status();
                if (status / 100 == 2 || repeated > 0 && (status == 404 || status == 409)) {
                    return repeated;
                }
            } catch (RuntimeException brokeOff) {
                // asked again below
            }
            TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
        }
    }
}
