package dev.claviger.quickstart.doctor;

import dev.claviger.quickstart.doctor.Finding.Level;
import dev.claviger.quickstart.doctor.look.Scrape;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A metric that should not exceed a limit. Replicas without the metric, and those whose number is not known yet, are not judged by it.
 *
 * @param label   {@code name=value} to look at only some of the samples; empty for all
 * @param limit   the highest value that is as it should be
 * @param meaning with {@code %s} for the value
 */
record GaugeRule(Level level, String subject, String metric, String label, double limit, String meaning, String mend) {

    private static final double A_FORTNIGHT = 14 * 86_400;

    static final List<GaugeRule> ALL = List.of(
            new GaugeRule(Level.FAILURE, "feed", "claviger_feed_status", "status=refusing", 0, "has seen a feed that lacks what it already applied: a database was restored, and it follows no further",
                    "once you know the restored database is the truth: ./claviger restore accept (docs/operations/runbook/FeedHistoryRefused.md)"),
            new GaugeRule(Level.FAILURE, "feed", "claviger_feed_stale", "", 0, "has a view too old to decide by and answers 503: a revocation could be missing",
                    "let it reach credential-service, and that its database (docs/operations/runbook/FeedStale.md)"),
            new GaugeRule(Level.WARNING, "feed", "claviger_feed_age_seconds", "", 5, "last proved its view to be the newest %s s ago; heartbeats come every second",
                    "see whether credential-service is ready and can be reached from there (docs/operations/runbook/FeedStale.md)"),
            new GaugeRule(Level.WARNING, "keys", "claviger_jwks_age_seconds", "", 300, "last read the issuer's keys %s s ago: tokens signed with a newer one are refused",
                    "let it reach claviger.jwks-url (docs/operations/runbook/JwksStale.md)"),
            new GaugeRule(Level.FAILURE, "routes", "claviger_routes_refused", "", 0, "serves an earlier table of routes: the files it has now are wrong",
                    "./claviger routes check FILE...; /q/health/ready there has the report"),
            new GaugeRule(Level.WARNING, "routes", "claviger_routes_unknown_scopes", "", 0, "has routes that let nobody through: %s places ask for a scope nobody has defined",
                    "define the scope with POST /admin/v1/scopes, or mend the route file"),
            new GaugeRule(Level.WARNING, "log", "claviger_access_log_lost_total", "", 0, "has lost %s lines of its access log: standard output did not take them",
                    "give what reads its output more room (docs/operations/runbook/AccessLogLost.md)"),
            new GaugeRule(Level.FAILURE, "database", "claviger_database_age_seconds", "", 30, "last heard from its database %s s ago: no refresh token works, and no revocation leaves",
                    "let it reach claviger.database.url (docs/operations/runbook/TokenDatabaseDown.md)"),
            new GaugeRule(Level.WARNING, "outbox", "claviger_outbox_pending", "", 100, "has %s revocations that credential-service has not got",
                    "let it reach credential-service (docs/operations/runbook/RevocationsUndelivered.md)"),
            new GaugeRule(Level.WARNING, "mail", "claviger_notifications_unsettled", "status=failed", 0, "knows of %s mails that reached nobody",
                    "GET /admin/v1/notifications has the clients; look at claviger.mail.* (docs/operations/runbook/MailBacklog.md)"),
            new GaugeRule(Level.FAILURE, "peppers", "claviger_hashes_unverifiable", "", 0, "cannot verify %s live secrets and API keys: it has not got the pepper they were hashed under",
                    "give it that claviger.secrets.peppers.<version> back (docs/operations/runbook/PepperMissing.md)"));

    /** What is wrong with the replica of that name by this rule; empty when it is well, or has no such number. */
    Optional<Finding> judge(String replica, Scrape scrape) {
        OptionalDouble value = label.isEmpty() ? scrape.value(metric) : scrape.value(metric, label);
        return value.isPresent() && value.getAsDouble() > limit
                ? Optional.of(new Finding(level, subject, replica + " " + meaning.formatted(String.format(Locale.ROOT, "%,.0f", value.getAsDouble())), mend))
                : Optional.empty();
    }

    /** The one limit that is undercut. */
    static Optional<Finding> certificate(String replica, Scrape scrape) {
        OptionalDouble left = scrape.value("claviger_tls_certificate_remaining_seconds");
        return left.isPresent() && left.getAsDouble() < A_FORTNIGHT
                ? Optional.of(Finding.warning("certificate", "%s serves a certificate that ends in %d days".formatted(replica, (long) left.getAsDouble() / 86_400),
                        "renew it; the gateway reads a changed file while serving, the others at their next start (docs/operations/runbook/CertificateExpiring.md)"))
                : Optional.empty();
    }

    /** A key that should have been followed by the next. */
    static Optional<Finding> signingKey(String replica, Scrape scrape) {
        OptionalDouble age = scrape.value("claviger_signing_key_age_seconds");
        OptionalDouble period = scrape.value("claviger_signing_rotation_period_seconds");
        return age.isPresent() && period.isPresent() && age.getAsDouble() > period.getAsDouble() + 3_600
                ? Optional.of(Finding.warning("keys", replica + " signs with a key whose time is over: the next has not taken its place",
                        "let it reach its database (docs/operations/runbook/SigningKeyOverdue.md)"))
                : Optional.empty();
    }
}
