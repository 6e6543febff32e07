package dev.claviger.quickstart.doctor.look;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import javax.net.ssl.SSLException;

/** Asks with GET, and takes no answer for an answer. Redirects are not followed: nothing here should have one. */
public final class Questions {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int LONGEST = 8 << 20;

    private final HttpClient client;
    private final Clock clock;

    public Questions(HttpClient client, Clock clock) {
        this.client = client;
        this.clock = clock;
    }

    public Reply get(URI url, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(url).timeout(PATIENCE).GET();
        Instant asked = clock.instant();
        try {
            HttpResponse<InputStream> answer = client.send((headers.length == 0 ? request : request.headers(headers)).build(), BodyHandlers.ofInputStream());
            Instant answered = clock.instant();
            try (InputStream body = answer.body()) {
                return new Reply(answer.statusCode(), new String(body.readNBytes(LONGEST), StandardCharsets.UTF_8), "", answer.headers().firstValue("Date"),
                        asked, Duration.between(asked, answered));
            }
        } catch (IOException e) {
            return Reply.none(reason(e), asked);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Reply.none("interrupted", asked);
        }
    }

    public Clock clock() {
        return clock;
    }

    /** A path of the service behind a base URL, whether that ends in a slash or not. */
    public static URI at(URI base, String path) {
        return URI.create(base.toString().replaceAll("/$", "") + path);
    }

    private static String reason(IOException failure) {
        if (failure instanceof HttpTimeoutException) {
            return "nothing within " + PATIENCE.toSeconds() + " s";
        }
        if (failure instanceof SSLException) {
            return "TLS: " + failure.getMessage();
        }
        return failure instanceof ConnectException ? "no connection" : String.valueOf(failure.getMessage());
    }
}
