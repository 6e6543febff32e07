package dev.claviger.quickstart.installation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Processes that a killed run could not stop. A run records what it started; the next one in the same folder ends
 * those that still live. A process is recognised by its id <em>and</em> its start time: ids are used again.
 */
final class Leftovers {

    private final Path record;

    Leftovers(Path folder) {
        this.record = folder.resolve("processes");
    }

    void record(Stream<ServiceProcess> services) {
        PrivateFiles.write(record, services.map(ServiceProcess::pid).map(Leftovers::line).collect(Collectors.joining("\n")));
    }

    void end() {
        recorded().stream().map(Leftovers::living).flatMap(Optional::stream).forEach(Leftovers::end);
    }

    /** PostgreSQL records itself; a record whose process is gone or another program would keep it from starting. */
    static void endPostmaster(Path data) {
        Path pidFile = data.resolve("postmaster.pid");
        try {
            if (Files.exists(pidFile)) {
                ProcessHandle.of(Long.parseLong(Files.readAllLines(pidFile).get(0).strip()))
                        .filter(process -> process.info().command().filter(c -> c.contains("postgres")).isPresent())
                        .ifPresent(Leftovers::end);
                Files.deleteIfExists(pidFile);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> recorded() {
        try {
            return Files.exists(record) ? Files.readAllLines(record) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String line(long pid) {
        return pid + " " + ProcessHandle.of(pid).flatMap(p -> p.info().startInstant()).map(Object::toString).orElse("ended");
    }

    private static Optional<ProcessHandle> living(String line) {
        long pid = Long.parseLong(line.substring(0, line.indexOf(' ')));
        return line.equals(line(pid)) ? ProcessHandle.of(pid) : Optional.empty();
    }

    private static void end(ProcessHandle process) {
        process.destroy();
        try {
            process.onExit().get(10, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            process.destroyForcibly();
            process.onExit().join();
        } catch (Exception e) {
            throw new StartFailure("process " + process.pid() + " of an earlier run could not be stopped", e);
        }
    }
}
