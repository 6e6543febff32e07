package dev.claviger.acceptance.monitoring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A metric that a service tells, or tells with all its labels' values, only once something rare has happened, or with a setting the installation of the tests has not
 * got. That it exists is read in the source.
 *
 * @param name   as Prometheus is told it
 * @param source the file that makes it, below the repository
 * @param meter  its name there
 */
public record LateMeter(String name, String source, String meter, Set<String> labels) {

    private static final String GATEWAY = "api-gateway/src/main/java/dev/claviger/gateway/";
    private static final String TOKEN = "token-service/src/main/java/dev/claviger/token/";
    private static final String CREDENTIAL = "credential-service/src/main/java/dev/claviger/credential/";

    public static final List<LateMeter> ALL = List.of(
            new LateMeter("claviger_tls_certificate_remaining_seconds", GATEWAY + "observe/GatewayMetrics.java", "claviger.tls.certificate.remaining", Set.of()),
            new LateMeter("claviger_limits_store_connections", GATEWAY + "limit/store/StoreMetrics.java", "claviger.limits.store.connections", Set.of()),
            new LateMeter("claviger_limits_store_questions_total", GATEWAY + "limit/store/StoreMetrics.java", "claviger.limits.store.questions", Set.of("outcome")),
            new LateMeter("claviger_gateway_tenant_requests_total", GATEWAY + "observe/TenantRequests.java", "claviger.gateway.tenant.requests", Set.of("tenant", "outcome")),
            new LateMeter("claviger_token_requests_total", TOKEN + "endpoint/TokenMetrics.java", "claviger.token.requests", Set.of("dialect", "grant_type", "outcome")),
            new LateMeter("claviger_verification_throttled_total", TOKEN + "guess/GuessLimits.java", "claviger.verification.throttled", Set.of("by")),
            new LateMeter("claviger_introspection_requests_total", TOKEN + "introspection/IntrospectionEndpoint.java", "claviger.introspection.requests", Set.of("outcome")),
            new LateMeter("claviger_revocation_requests_total", TOKEN + "revocation/RevocationEndpoint.java", "claviger.revocation.requests", Set.of("outcome")),
            new LateMeter("claviger_grant_verifications_total", CREDENTIAL + "verification/GrantVerifications.java", "claviger_grant_verifications", Set.of("outcome")),
            new LateMeter("claviger_api_key_verifications_total", CREDENTIAL + "apikey/ApiKeyVerifications.java", "claviger_api_key_verifications", Set.of("outcome")),
            new LateMeter("claviger_partitions_ahead_seconds", CREDENTIAL + "upkeep/PartitionMetrics.java", "claviger_partitions_ahead_seconds", Set.of("table")),
            new LateMeter("claviger_partitions_overflow_rows", CREDENTIAL + "upkeep/PartitionMetrics.java", "claviger_partitions_overflow_rows", Set.of("table")),
            new LateMeter("claviger_leaked_secrets_total", CREDENTIAL + "leak/LeakReportResource.java", "claviger_leaked_secrets", Set.of("label")),
            new LateMeter("claviger_leak_reports_total", CREDENTIAL + "leak/LeakReportResource.java", "claviger_leak_reports", Set.of("outcome")),
            new LateMeter("claviger_notifications_total", CREDENTIAL + "notify/mail/NotificationMetrics.java", "claviger_notifications", Set.of("kind", "outcome")),
            new LateMeter("claviger_secrets_retired_total", CREDENTIAL + "rotation/SecretRetirement.java", "claviger_secrets_retired", Set.of()));

    /** Whether a label can have that value: it is written down somewhere in the service. */
    boolean canSay(Path repository, String value) {
        try (Stream<Path> sources = Files.walk(repository.resolve(source.substring(0, source.indexOf('/'))).resolve("src/main/java"))) {
            return sources.filter(Files::isRegularFile).anyMatch(file -> contains(file, '"' + value + '"'));
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private static boolean contains(Path file, String text) {
        try {
            return Files.readString(file).contains(text);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    /** What the source has not got of it; empty when all is there. */
    public List<String> missingIn(Path repository) {
        try {
            String text = Files.readString(repository.resolve(source));
            List<String> missing = new ArrayList<>(labels);
            missing.add(meter);
            missing.removeIf(word -> text.contains('"' + word + '"'));
            return missing;
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
