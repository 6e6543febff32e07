package dev.claviger.benchmarks;

import dev.claviger.quickstart.LocalClaviger;
import dev.claviger.quickstart.installation.Service;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/** What one service's process holds and spends, seen from outside. */
final class Footprint {

    private final LocalClaviger claviger;
    private final Service service;

    Footprint(LocalClaviger claviger, Service service) {
        this.claviger = claviger;
        this.service = service;
    }

    /** Bytes of live objects on the heap, after a collection. */
    long heap() throws IOException, InterruptedException {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        new ProcessBuilder(jcmd.toString(), Long.toString(process().pid()), "GC.run")
                .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor();
        URI metrics = claviger.installation().blueprint().management(service).resolve("/q/metrics");
        String text = HttpClient.newHttpClient().send(HttpRequest.newBuilder(metrics).build(), BodyHandlers.ofString()).body();
        return text.lines().filter(line -> line.startsWith("jvm_memory_used_bytes") && line.contains("area=\"heap\""))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1))).sum();
    }

    /** Bytes of resident memory; 0 where there is no {@code /proc}. */
    long resident() {
        try (Stream<String> status = Files.lines(Path.of("/proc", Long.toString(process().pid()), "status"))) {
            return status.filter(line -> line.startsWith("VmRSS:")).mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", ""))).sum();
        } catch (IOException elsewhere) {
            return 0;
        }
    }

    Duration cpu() {
        return process().info().totalCpuDuration().orElseThrow();
    }

    private ProcessHandle process() {
        return ProcessHandle.of(claviger.installation().service(service).pid()).orElseThrow();
    }
}
