package dev.claviger.benchmarks;

import dev.claviger.quickstart.LocalClaviger;

/** One measurement against a freshly started Claviger; prints its figures. Fails when what it saw is wrong, not when it is slow. */
public interface Benchmark {

    void run(LocalClaviger claviger) throws Exception;
}
