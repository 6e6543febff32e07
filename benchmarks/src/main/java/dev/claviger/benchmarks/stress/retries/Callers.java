package dev.claviger.benchmarks.stress.retries;

import dev.claviger.benchmarks.stress.Caller;
import dev.claviger.benchmarks.tenant.Tenant;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Callers that all ask at once and then all rest for about as long as the upstream keeps an idle connection, so that requests and endings meet. */
final class Callers {

    private static final int COUNT = 32;
    private static final int BURST = 2_000;
    private static final int REST_MILLIS = 980;
    private static final int SPREAD_MILLIS = 60;
    private static final int BUFFER = 4096;

    private final int port;
    private final String headers;
    private final Ledger ledger;
    private final int total;
    private final AtomicInteger next = new AtomicInteger();
    private volatile long resumeAt = System.nanoTime();

    Callers(int port, Tenant tenant, Ledger ledger, int total) {
        this.port = port;
        this.headers = " HTTP/1.1\r\nHost: " + tenant.host() + "\r\nAuthorization: Bearer " + tenant.token() + "\r\n";
        this.ledger = ledger;
        this.total = total;
    }

    /** @return how many seconds it took */
    double run() throws Exception {
        long begun = System.nanoTime();
        ExecutorService threads = Executors.newFixedThreadPool(COUNT);
        List<Future<Void>> running = new ArrayList<>();
        while (running.size() < COUNT) {
            running.add(threads.submit(this::ask));
        }
        threads.shutdown();
        for (Future<Void> one : running) {
            one.get();
        }
        return (System.nanoTime() - begun) / 1e9;
    }

    private Void ask() throws IOException, InterruptedException {
        Caller caller = Caller.open(port, BUFFER);
        for (int number = next.getAndIncrement(); number < total; number = next.getAndIncrement()) {
            rest(number);
            int status = status(caller, number);
            ledger.answered(number, status);
            if (status != 200) {
                // The gateway may end a connection with a refusal; that is not what is looked at.
                caller.close();
                caller = Caller.open(port, BUFFER);
            }
        }
        caller.close();
        return null;
    }

    private void rest(int number) throws InterruptedException {
        if (number > 0 && number % BURST == 0) {
            resumeAt = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(REST_MILLIS);
        }
        long pause = resumeAt - System.nanoTime();
        if (pause > 0) {
            TimeUnit.NANOSECONDS.sleep(pause + TimeUnit.MILLISECONDS.toNanos(ThreadLocalRandom.current().nextInt(SPREAD_MILLIS)));
        }
    }

    private int status(Caller caller, int number) {
        try {
            caller.send(request(number));
            return caller.answer();
        } catch (IOException silent) {
            return 0;
        }
    }

    /** Every other POST has a body. */
    private String request(int number) {
        if (!Ledger.isPost(number)) {
            return "GET /echo/" + number + headers + "\r\n";
        }
        String body = number % 8 == 0 ? "{}" : "";
        return "POST /echo/" + number + headers + "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }
}
