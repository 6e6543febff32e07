package dev.claviger.benchmarks.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A server under test: a process on the core set aside for it, what it has spent and what it holds. */
public final class Server implements AutoCloseable {

    private static final long READY_SECONDS = 60;

    private final Process process;
    private final int port;
    private final Path log;

    private Server(Process process, int port, Path log) {
        this.process = process;
        this.port = port;
        this.log = log;
    }

    /** Returns when the port is open. */
    public static Server start(List<String> command, int port, Path log, Cores cores) throws IOException, InterruptedException {
        List<String> whole = new ArrayList<>(cores.serverPrefix());
        whole.addAll(command);
        Process process = new ProcessBuilder(whole).redirectErrorStream(true).redirectOutput(log.toFile()).start();
        process.getOutputStream().close();
        Server server = new Server(process, port, log);
        try {
            server.awaitOpen();
        } catch (IOException | RuntimeException e) {
            server.close();
            throw e;
        }
        return server;
    }

    private void awaitOpen() throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(READY_SECONDS);
        while (!isOpen()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new IOException("a server did not start; it said:\n" + Files.readString(log));
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private boolean isOpen() {
        try (Socket probe = new Socket()) {
            probe.connect(new InetSocketAddress("127.0.0.1", port), 500);
            return true;
        } catch (IOException closed) {
            return false;
        }
    }

    public int port() {
        return port;
    }

    public long pid() {
        return process.pid();
    }

    /** Of the process and those it has started, in user mode and in the kernel; where there is no {@code /proc}, exact to 10 ms only. */
    public Duration cpu() {
        return processes().map(Server::cpu).reduce(Duration.ZERO, Duration::plus);
    }

    private static Duration cpu(ProcessHandle process) {
        try (Stream<Path> threads = Files.list(Path.of("/proc", Long.toString(process.pid()), "task"))) {
            return Duration.ofNanos(threads.mapToLong(Server::nanosOnCore).sum());
        } catch (IOException elsewhere) {
            return process.info().totalCpuDuration().orElse(Duration.ZERO);
        }
    }

    /** The first number of {@code schedstat}. */
    private static long nanosOnCore(Path thread) {
        try {
            String spent = Files.readString(thread.resolve("schedstat"));
            return Long.parseLong(spent.substring(0, spent.indexOf(' ')));
        } catch (IOException ended) {
            return 0;
        }
    }

    /** Resident memory in MiB; 0 where there is no {@code /proc}. */
    public double residentMebibytes() {
        return processes().mapToLong(Server::residentKibibytes).sum() / 1024.0;
    }

    private Stream<ProcessHandle> processes() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants());
    }

    private static long residentKibibytes(ProcessHandle process) {
        try (Stream<String> status = Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            return status.filter(line -> line.startsWith("VmRSS:")).mapToLong(line -> Long.parseLong(line.replaceAll("\\D", ""))).sum();
        } catch (IOException elsewhere) {
            return 0;
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
