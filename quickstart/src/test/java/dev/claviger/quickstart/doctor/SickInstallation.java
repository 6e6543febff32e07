package dev.claviger.quickstart.doctor;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** Answers like a whole installation that is well, on one port, until a test makes it sick. The management port of service {@code x} is the path {@code /x}. */
final class SickInstallation implements AutoCloseable {

    /** Before a number of seconds: the time of the answer and so many. */
    private static final String CLOCK = "now+";
    private static final List<String> SERVICES = List.of("credential-service", "token-service", "api-gateway");

    private final HttpServer server;
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final Map<String, Integer> statuses = new ConcurrentHashMap<>();

    SickInstallation() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", exchange -> {
            try (exchange) {
                String asked = exchange.getRequestURI().toString();
                byte[] body = told(answers.getOrDefault(asked, "")).getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(statuses.getOrDefault(asked, answers.containsKey(asked) ? 200 : 404), body.length == 0 ? -1 : body.length);
                exchange.getResponseBody().write(body);
            }
        });
        server.start();
        answer("/.well-known/oauth-authorization-server", "{\"issuer\":\"" + url() + "\",\"jwks_uri\":\"" + url() + "/oauth2/jwks\"}");
        answer("/oauth2/jwks", "{\"keys\":[{\"kty\":\"EC\",\"kid\":\"k1\",\"use\":\"sig\",\"alg\":\"ES256\"}]}");
        answer("/admin/v1/peppers", "{\"items\":[{\"version\":2,\"current\":true,\"configured\":true,\"secrets\":3,\"api_keys\":1}]}");
        answer("/admin/v1/secrets?limit=100&expires_within=P30D", "{\"items\":[],\"next\":null}");
        answer("/admin/v1/secrets?limit=100&unused_for=P90D", "{\"items\":[],\"next\":null}");
        SERVICES.forEach(service -> {
            metrics(service, "claviger_feed_position 7", service.startsWith("cred") ? "" : "claviger_feed_age_seconds 0.4");
            List.of("started", "live", "ready").forEach(probe -> answer("/" + service + "/q/health/" + probe, "{\"status\":\"UP\"}"));
        });
    }

    private static String told(String answer) {
        return Pattern.compile(Pattern.quote(CLOCK) + "(\\S+)").matcher(answer)
                .replaceAll(found -> String.valueOf(Clock.systemUTC().millis() / 1000.0 + Double.parseDouble(found.group(1))));
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void answer(String path, String body) {
        answers.put(path, body);
    }

    void answer(String path, int status, String body) {
        statuses.put(path, status);
        answers.put(path, body);
    }

    /** What the service tells beside its build and its clock. */
    void metrics(String service, String... lines) {
        metrics(service, "0.1.0", 0, lines);
    }

    void metrics(String service, String version, double ahead, String... lines) {
        answer("/" + service + "/q/metrics", "# TYPE claviger_build_info gauge\nclaviger_build_info{application=\"" + service + "\",profile=\"prod\",version=\"" + version
                + "\"} 1.0\nclaviger_clock_seconds " + CLOCK + ahead + "\n" + String.join("\n", lines) + "\n");
    }

    Site site() {
        return new Site(Optional.of(URI.create(url())), Optional.of(URI.create(url())), Optional.of(URI.create(url())),
                SERVICES.stream().map(service -> URI.create(url() + "/" + service)).toList(), Optional.empty(), Optional.of(() -> token(url(), Clock.systemUTC().instant().getEpochSecond())));
    }

    static String token(String issuer, long issuedAt) {
        String claims = "{\"iss\":\"" + issuer + "\",\"iat\":" + issuedAt + "}";
        return "e30." + Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(StandardCharsets.UTF_8)) + ".c2ln";
    }

    /** The lines that are not well. */
    List<String> complaints() {
        return complaints(site());
    }

    /** Http is what every one of these complains of; it is left out. */
    List<String> complaints(Site site) {
        return new Doctor(site, Clock.systemUTC()).examine().stream().filter(finding -> finding.level().compareTo(Finding.Level.NOT_ASKED) > 0)
                .map(Finding::line).filter(line -> !line.contains("is not https")).toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
