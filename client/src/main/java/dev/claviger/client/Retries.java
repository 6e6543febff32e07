package dev.claviger.client;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Sends a request, and again where {@link Attempt} says that it may help. */
final class Retries {

    /** How a thread waits; tests do not. */
    @FunctionalInterface
    interface Pause {
        void last(Duration duration) throws InterruptedException;
    }

    /** RFC 9110 §9.2.2: twice is as good as once. */
    private static final Set<String> IDEMPOTENT = Set.of("GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE");

    private final HttpClient http;
    private final Clock clock;
    private final Pause pause;

    Retries(HttpClient http, Clock clock, Pause pause) {
        this.http = http;
        this.clock = clock;
        this.pause = pause;
    }

    <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler) throws IOException, InterruptedException {
        return send(request, IDEMPOTENT.contains(request.method()), handler);
    }

    /** A request that changes nothing, whatever its method says. */
    <T> HttpResponse<T> sendRepeatable(HttpRequest request, BodyHandler<T> handler) throws IOException, InterruptedException {
        return send(request, true, handler);
    }

    private <T> HttpResponse<T> send(HttpRequest request, boolean repeatable, BodyHandler<T> handler)
            throws IOException, InterruptedException {
        for (int number = 1; ; number++) {
            Attempt attempt = new Attempt(number, repeatable, clock);
            try {
                HttpResponse<T> response = http.send(request, attempt.reading(handler));
                Optional<Duration> another = attempt.another();
                if (another.isEmpty()) {
                    return response;
                }
                pause.last(another.get());
            } catch (IOException e) {
                pause.last(attempt.anotherAfter(e).orElseThrow(() -> e));
            }
        }
    }
}
