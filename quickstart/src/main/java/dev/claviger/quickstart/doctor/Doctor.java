package dev.claviger.quickstart.doctor;

import dev.claviger.quickstart.doctor.Finding.Level;
import dev.claviger.quickstart.doctor.look.Questions;
import dev.claviger.quickstart.doctor.look.Replica;
import dev.claviger.quickstart.doctor.look.Reply;
import dev.claviger.quickstart.installation.LocalCertificates;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.X509TrustManager;

/** Looks at an installation from outside, in the order in which one thing rests on another: TLS, the issuer, the gateway, each replica, all of them, the secrets. */
public final class Doctor {

    private static final Duration CONNECT = Duration.ofSeconds(5);

    private final Site site;
    private final Questions questions;
    private final CertificateCheck certificates;

    public Doctor(Site site, Clock clock) {
        this.site = site;
        this.questions = new Questions(client(site.authority()), clock);
        X509TrustManager trust = LocalCertificates.trustManager(site.authority());
        this.certificates = new CertificateCheck(trust, clock);
    }

    /** What was found, well or not, a line each. It asks for a few seconds at most where nobody answers. */
    public List<Finding> examine() {
        List<Finding> findings = new ArrayList<>();
        site.publicUrls().stream().filter(url -> "https".equals(url.getScheme())).map(Doctor::origin).distinct().forEach(url -> findings.add(certificates.examine(url)));
        site.issuer().ifPresentOrElse(issuer -> findings.addAll(legible("issuer", () -> new IssuerCheck(questions).examine(issuer))),
                () -> findings.add(Finding.notAsked("issuer", "its URL is not known: --issuer URL")));
        site.gateway().ifPresentOrElse(gateway -> findings.addAll(gateway(gateway)), () -> findings.add(Finding.notAsked("gateway", "its URL is not known: --gateway URL")));
        findings.addAll(legible("replicas", this::replicas));
        findings.addAll(legible("secrets", this::secrets));
        return findings;
    }

    /** What is said there may be anything: nonsense is a finding too, and no end of the examination. */
    private static List<Finding> legible(String subject, Supplier<List<Finding>> check) {
        try {
            return check.get();
        } catch (IllegalArgumentException | DateTimeException nonsense) {
            return List.of(Finding.failure(subject, "the answers make no sense (" + nonsense.getMessage() + ")", "see what really answers there: a proxy, or another program?"));
        }
    }

    /** 0 when all is well, 1 with warnings, 2 with failures. */
    public static int status(List<Finding> findings) {
        Level worst = findings.stream().map(Finding::level).max(Comparator.naturalOrder()).orElse(Level.WELL);
        return worst == Level.FAILURE ? 2 : worst == Level.WARNING ? 1 : 0;
    }

    /** Any answer will do: no route has to be open to everybody. */
    private List<Finding> gateway(URI gateway) {
        Reply reply = questions.get(Questions.at(gateway, "/"));
        if (reply.status() == 0 || reply.status() >= 500) {
            return List.of(Finding.failure("gateway", gateway + " " + reply.outcome() + ": callers get nowhere", "see whether a gateway is ready, and what is before it"));
        }
        List<Finding> findings = new ArrayList<>();
        findings.add(Finding.well("gateway", gateway + " answers"));
        Skew.of("gateway behind " + gateway.getAuthority(), reply).ifPresent(findings::add);
        return findings;
    }

    private List<Finding> replicas() {
        if (site.management().isEmpty()) {
            return List.of(Finding.notAsked("replicas", "their management ports are not known: --management URL,URL…, one for each replica"));
        }
        // credential-service first: what it has told by then, the others should have applied when they are asked.
        List<Replica> replicas = new ArrayList<>();
        List<URI> later = new ArrayList<>();
        for (URI management : site.management()) {
            Replica replica = Replica.at(management, questions);
            if (replica.isKnown() && !replica.isA(Replica.CREDENTIAL)) {
                later.add(management);
            } else {
                replicas.add(replica);
            }
        }
        later.forEach(management -> replicas.add(Replica.at(management, questions)));
        ReplicaCheck check = new ReplicaCheck(questions);
        List<Finding> findings = new ArrayList<>();
        replicas.forEach(replica -> findings.addAll(check.examine(replica)));
        findings.addAll(FleetCheck.examine(replicas));
        return findings;
    }

    private List<Finding> secrets() {
        if (site.admin().isEmpty() || site.adminToken().isEmpty()) {
            return List.of(Finding.notAsked("secrets", "peppers and secrets are the admin API's to tell: --admin URL, with TOKEN_URL,"
                    + " ADMIN_CLIENT_ID and ADMIN_CLIENT_SECRET in the environment or --credentials FILE"));
        }
        Instant asked = questions.clock().instant();
        String token;
        try {
            token = site.adminToken().get().call();
        } catch (Exception e) {
            // Whatever kept the token from us: its reason has no secret in it.
            return List.of(Finding.failure("tokens", "no access token for the administrator: " + e.getMessage(),
                    "see whether the client is enabled and its secret lives, and whether token-service is ready"));
        }
        List<Finding> findings = new ArrayList<>(TokenCheck.examine(token, site.issuer(), asked, questions.clock().instant()));
        findings.addAll(new SecretsCheck(questions, site.admin().get(), token).examine());
        return findings;
    }

    private static URI origin(URI url) {
        return URI.create(url.getScheme() + "://" + url.getRawAuthority());
    }

    private static HttpClient client(Optional<Path> authority) {
        HttpClient.Builder client = HttpClient.newBuilder().connectTimeout(CONNECT);
        return authority.map(file -> client.sslContext(LocalCertificates.trust(file))).orElse(client).build();
    }
}
