package dev.claviger.benchmarks.pieces;

import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import java.util.concurrent.TimeUnit;

/** The hot pieces one by one, by JMH: nanoseconds and bytes allocated for each call. The classes are beside those they look into, in packages of the same name. */
public final class Pieces {

    private Pieces() {
    }

    /** @param seconds for which each piece is measured */
    public static void measure(int seconds) throws RunnerException {
        new Runner(new OptionsBuilder().include(".*Pieces\\..*").mode(Mode.AverageTime).timeUnit(TimeUnit.NANOSECONDS).forks(1).threads(1)
                .warmupIterations(3).warmupTime(TimeValue.seconds(1)).measurementIterations(seconds).measurementTime(TimeValue.seconds(1))
                .addProfiler(GCProfiler.class).build()).run();
    }
}
