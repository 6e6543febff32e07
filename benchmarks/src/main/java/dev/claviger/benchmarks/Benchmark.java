package dev.claviger.benchmarks;

import dev.claviger.quickstart.LocalClaviger;

/** One measurement against a freshly started Claviger; prints its figures. */
interface Benchmark {

    void run(LocalClaviger claviger) throws Exception;
}
