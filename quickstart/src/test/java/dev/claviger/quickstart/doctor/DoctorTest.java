package dev.claviger.quickstart.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DoctorTest {

    private final SickInstallation installation = new SickInstallation();

    @AfterEach
    void stop() {
        installation.close();
    }

    @Test
    void an_installation_that_is_well_has_no_complaints() {
        List<Finding> findings = new Doctor(installation.site(), Clock.systemUTC()).examine();

        assertThat(installation.complaints()).isEmpty();
        assertThat(findings.stream().map(Finding::line)).anyMatch(line -> line.startsWith("ok    issuer")).anyMatch(line -> line.contains("all 3 replicas run 0.1.0"))
                .anyMatch(line -> line.contains("pepper 2 hashes 4 live secrets and API keys, and every new one"));
    }

    // --- the issuer ----------------------------------------------------------------------------------------------

    @Test
    @DisplayName("RFC 8414 §3.3: the issuer in the metadata must be exactly the one asked for")
    void an_issuer_that_calls_itself_otherwise_is_a_failure() {
        installation.answer("/.well-known/oauth-authorization-server", "{\"issuer\":\"" + installation.url() + "/\",\"jwks_uri\":\"" + installation.url() + "/oauth2/jwks\"}");
        assertThat(installation.complaints()).singleElement().asString().startsWith("FAIL  issuer").contains("calls itself", "to the last slash");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\u0001', value = {
        "{\"keys\":[]} | has no key",
        "<html> | has no key",
        "{\"keys\":[{\"kty\":\"EC\",\"kid\":\"a\",\"alg\":\"ES256\"},{\"kty\":\"EC\",\"kid\":\"a\",\"alg\":\"ES256\"}]} | no kid of its own",
        "{\"keys\":[{\"kty\":\"EC\",\"kid\":\"a\",\"alg\":\"ES256\",\"d\":\"AAAA\"}]} | with its private part",
        "{\"keys\":[{\"kty\":\"EC\",\"kid\":\"a\",\"alg\":\"ES512\"}]} | is for ES512",
        "{\"keys\":[{\"kty\":\"RSA\",\"kid\":\"a\",\"alg\":\"RS256\",\"n\":\"gAAAAAAA\"}]} | fewer than 2,048 bits"})
    void keys_that_verify_nothing_or_anything_are_told(String jwks, String complaint) {
        installation.answer("/oauth2/jwks", jwks);
        assertThat(installation.complaints()).singleElement().asString().contains("keys", complaint, "To mend it: ").doesNotContain("AAAA");
    }

    @Test
    @DisplayName("RFC 8414 §3.1: the well-known part goes before the issuer's path")
    void an_issuer_with_a_path_is_asked_where_its_metadata_is() {
        assertThat(IssuerCheck.metadata(URI.create("https://a.example/b/"))).hasToString("https://a.example/.well-known/oauth-authorization-server/b");
    }

    // --- replicas ------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\u0001', value = {
        "api-gateway | claviger_feed_stale 1.0 | FAIL  feed | answers 503",
        "api-gateway | claviger_feed_status{status=\"refusing\"} 1.0 | FAIL  feed | ./claviger restore accept",
        "api-gateway | claviger_jwks_age_seconds 301 | WARN  keys | claviger.jwks-url",
        "api-gateway | claviger_routes_refused 1.0 | FAIL  routes | ./claviger routes check",
        "api-gateway | claviger_routes_unknown_scopes 3.0 | WARN  routes | 3 places",
        "api-gateway | claviger_tls_certificate_remaining_seconds 864000 | WARN  certificate | ends in 10 days",
        "api-gateway | claviger_access_log_lost_total 1200.0 | WARN  log | 1,200 lines",
        "api-gateway | claviger_setting_unsafe{setting=\"claviger.internal.allow-cleartext\"} 1.0 | WARN  settings | claviger.internal.allow-cleartext",
        "token-service | claviger_database_age_seconds 31 | FAIL  database | no refresh token works",
        "token-service | claviger_outbox_pending 101 | WARN  outbox | 101 revocations",
        "credential-service | claviger_notifications_unsettled{status=\"failed\"} 2.0 | WARN  mail | 2 mails",
        "credential-service | claviger_hashes_unverifiable 5.0 | FAIL  peppers | cannot verify 5 live secrets"})
    void a_number_that_is_not_as_it_should_be_is_told_with_its_mend(String service, String line, String start, String words) {
        installation.metrics(service, "claviger_feed_position 7", "claviger_feed_age_seconds 0.1", line);
        assertThat(installation.complaints()).singleElement().asString().startsWith(start).contains(service, words, "To mend it: ");
    }

    @Test
    void a_signing_key_whose_time_is_over_is_told_and_one_from_a_file_has_none() {
        String[] following = {"claviger_feed_position 7", "claviger_feed_age_seconds 0.1", "claviger_signing_key_age_seconds 9000000"};
        installation.metrics("token-service", following[0], following[1], following[2], "claviger_signing_rotation_period_seconds 2592000");
        assertThat(installation.complaints()).singleElement().asString().contains("signs with a key whose time is over");

        installation.metrics("token-service", following[0], following[1], following[2], "claviger_signing_rotation_period_seconds NaN");
        assertThat(installation.complaints()).isEmpty();
    }

    @Test
    void a_replica_that_is_not_ready_is_told_with_what_it_misses() {
        installation.answer("/api-gateway/q/health/ready", 503, "{\"status\":\"DOWN\",\"checks\":[{\"name\":\"gateway\",\"status\":\"DOWN\",\"data\":{\"keys\":0}},{\"name\":\"else\",\"status\":\"UP\"}]}");
        assertThat(installation.complaints()).singleElement().asString().startsWith("FAIL  probe").contains("is not ready: answers 503; down: gateway {\"keys\":0}").doesNotContain("else");
    }

    @Test
    void nobody_there_and_somebody_else_there_are_told_apart() {
        installation.answer("/api-gateway/q/metrics", 503, "");
        assertThat(installation.complaints()).singleElement().asString().startsWith("FAIL  replica").contains("answers 503");

        installation.answer("/api-gateway/q/metrics", 200, "go_goroutines 7\n");
        assertThat(installation.complaints()).singleElement().asString().startsWith("WARN  replica").contains("another program");
    }

    @Test
    @DisplayName("a follower may be a moment behind; one whose view is old as well has missed something")
    void a_follower_that_is_behind_and_stays_so_is_a_failure() {
        installation.metrics("api-gateway", "claviger_feed_position 6", "claviger_feed_age_seconds 0.3");
        assertThat(installation.complaints()).isEmpty();

        installation.metrics("api-gateway", "claviger_feed_position 2", "claviger_feed_age_seconds 4.0");
        assertThat(installation.complaints()).singleElement().asString().startsWith("FAIL  feed lag").contains("5 events behind", "4.0 s old");
    }

    @Test
    void versions_that_differ_and_clocks_that_are_off_are_told() {
        installation.metrics("api-gateway", "0.0.9", -4, "claviger_feed_position 7", "claviger_feed_age_seconds 0.1");
        assertThat(installation.complaints()).hasSize(2).anySatisfy(line -> assertThat(line).startsWith("WARN  clock").contains("api-gateway", "s behind"))
                .anySatisfy(line -> assertThat(line).startsWith("WARN  version").contains("0.0.9=[api-gateway"));

        installation.metrics("api-gateway", "0.1.0", 60, "claviger_feed_position 7", "claviger_feed_age_seconds 0.1");
        assertThat(installation.complaints()).singleElement().asString().startsWith("FAIL  clock").contains("ahead of");
    }

    @Test
    void nonsense_is_a_finding_and_the_rest_is_still_looked_at() {
        installation.answer("/.well-known/oauth-authorization-server", "{\"issuer\":\"" + installation.url() + "\",\"jwks_uri\":\"http://a b/\"}");
        installation.answer("/admin/v1/secrets?limit=100&expires_within=P30D", "{\"items\":[{\"expires_at\":\"tomorrow\"}]}");
        installation.metrics("api-gateway", "claviger_feed_stale 1.0", "claviger_feed_position 7", "claviger_feed_age_seconds 0.1");
        assertThat(installation.complaints()).hasSize(3).anyMatch(line -> line.startsWith("FAIL  issuer")).anyMatch(line -> line.startsWith("FAIL  feed")).anyMatch(line -> line.startsWith("FAIL  secrets"));
    }

    @Test
    void what_a_service_says_of_itself_commands_no_terminal_and_makes_no_second_line() {
        installation.metrics("api-gateway", "1\\n\u001b[2J\u202eok    all is well", 0, "claviger_feed_position 7", "claviger_feed_age_seconds 0.1");
        assertThat(installation.complaints()).isNotEmpty().allSatisfy(line -> assertThat(line).doesNotContain("\n", "\u001b", "\u202e"));
    }

    // --- secrets -------------------------------------------------------------------------------------------------

    @Test
    void peppers_that_hash_nothing_something_or_are_lost_are_told_apart() {
        installation.answer("/admin/v1/peppers", """
                {"items":[{"version":1,"current":false,"configured":true,"secrets":0,"api_keys":0},{"version":2,"current":false,"configured":true,"secrets":1,"api_keys":0},
                 {"version":3,"current":false,"configured":false,"secrets":2,"api_keys":0},{"version":4,"current":true,"configured":true,"secrets":0,"api_keys":0}]}""");
        installation.answer("/admin/v1/secrets?limit=100&pepper=2", "{\"items\":[{\"tenant\":\"acme\",\"client_id\":\"c1\",\"credential_id\":\"s1\"}],\"next\":null}");
        assertThat(installation.complaints()).hasSize(3).anySatisfy(line -> assertThat(line).startsWith("WARN").contains("pepper 1 hashes nothing", "take claviger.secrets.peppers.1 away"))
                .anySatisfy(line -> assertThat(line).startsWith("WARN").contains("pepper 2 hashes 1", "acme/c1/s1"))
                .anySatisfy(line -> assertThat(line).startsWith("FAIL").contains("pepper 3 hashes 2", "not configured"));
    }

    @Test
    void a_client_that_loses_its_last_secret_is_told_and_one_that_has_another_is_not() {
        String soon = Instant.now().plus(5, ChronoUnit.DAYS).plusSeconds(60).toString();
        installation.answer("/admin/v1/secrets?limit=100&expires_within=P30D", """
                {"items":[{"tenant":"acme","client_id":"c1","credential_id":"s1","expires_at":"%1$s","outlived":false},
                 {"tenant":"acme","client_id":"c2","credential_id":"s2","expires_at":"%1$s","outlived":true}],"next":null}""".formatted(soon));
        installation.answer("/admin/v1/secrets?limit=100&unused_for=P90D", "{\"items\":[{\"tenant\":\"acme\",\"client_id\":\"c3\",\"credential_id\":\"s3\"}],\"next\":\"more\"}");
        assertThat(installation.complaints()).hasSize(2).anySatisfy(line -> assertThat(line).contains("the last secret of client acme/c1 ends in 5 days"))
                .anySatisfy(line -> assertThat(line).contains("1 or more live secrets were not used for 90 days", "acme/c3/s3"));
    }

    @Test
    void a_pepper_above_the_current_one_is_the_first_step_of_a_rotation_and_stays() {
        installation.answer("/admin/v1/peppers", """
                {"items":[{"version":2,"current":true,"configured":true,"secrets":3,"api_keys":0},{"version":3,"current":false,"configured":true,"secrets":0,"api_keys":0}]}""");
        assertThat(installation.complaints()).isEmpty();
        assertThat(new Doctor(installation.site(), Clock.systemUTC()).examine().stream().map(Finding::line)).anyMatch(line -> line.contains("pepper 3 is known and not used yet"));
    }

    @Test
    void a_client_on_a_later_page_is_found() {
        String first = "/admin/v1/secrets?limit=100&expires_within=P30D";
        installation.answer(first, "{\"items\":[{\"outlived\":true}],\"next\":\"s1\"}");
        installation.answer(first + "&after=s1", "{\"items\":[{\"tenant\":\"acme\",\"client_id\":\"c9\",\"credential_id\":\"s2\",\"expires_at\":\"2020-01-01T00:00:00Z\",\"outlived\":false}],\"next\":null}");
        assertThat(installation.complaints()).singleElement().asString().contains("the last secret of client acme/c9");

        installation.answer(first + "&after=s1", "{\"items\":[{\"outlived\":true}],\"next\":\"s1\"}");
        assertThat(installation.complaints()).singleElement().asString().startsWith("WARN  secrets").contains("not all were looked at");
    }

    @ParameterizedTest
    @CsvSource({"expires_within=P30D, which secrets end, no client loses", "unused_for=P90D, which secrets nobody uses, every live secret"})
    void a_list_that_does_not_come_is_no_all_clear(String query, String unknown, String allClear) {
        installation.answer("/admin/v1/secrets?limit=100&" + query, 500, "{\"detail\":\"hush\"}");
        assertThat(installation.complaints()).singleElement().asString().startsWith("FAIL  secrets").contains(unknown, "answers 500").doesNotContain("hush");
        assertThat(new Doctor(installation.site(), Clock.systemUTC()).examine().stream().map(Finding::line)).noneMatch(line -> line.contains(allClear));
    }

    @Test
    void a_database_that_does_not_answer_is_a_failure_of_the_admin_api() {
        installation.answer("/admin/v1/peppers", 500, "{\"detail\":\"hush\"}");
        assertThat(installation.complaints()).singleElement().asString().startsWith("FAIL  admin API").contains("answers 500", "reaches its database").doesNotContain("hush");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>Welcome</html>", "", "{}", "[]", "{\"items\":3}"})
    void somebody_else_who_answers_for_the_admin_api_is_no_all_clear(String answer) {
        installation.answer("/admin/v1/peppers", answer);
        assertThat(installation.complaints()).singleElement().asString().startsWith("FAIL  admin API").contains("answers 200 without a list of peppers").doesNotContain("Welcome");
    }

    @Test
    void without_a_token_it_is_said_that_tokens_are_not_issued() {
        Site site = installation.site();
        assertThat(installation.complaints(new Site(site.issuer(), site.admin(), site.gateway(), site.management(), Optional.empty(), Optional.of(() -> {
            throw new IllegalStateException("invalid_client");
        })))).singleElement().asString().startsWith("FAIL  tokens").contains("invalid_client");
    }

    @Test
    void tokens_of_another_issuer_or_another_time_are_told() {
        Site site = installation.site();
        long tenAgo = Instant.now().minusSeconds(10).getEpochSecond();
        assertThat(installation.complaints(new Site(site.issuer(), site.admin(), site.gateway(), site.management(), Optional.empty(),
                Optional.of(() -> SickInstallation.token("https://other.example", tenAgo))))).hasSize(2)
                .anySatisfy(line -> assertThat(line).startsWith("FAIL  tokens").contains("https://other.example"))
                .anySatisfy(line -> assertThat(line).startsWith("FAIL  clock").contains("behind this machine's clock"));
    }

    @Test
    void what_is_not_known_is_not_asked_and_no_complaint() {
        Site nothing = new Site(Optional.empty(), Optional.empty(), Optional.of(URI.create(installation.url())), List.of(), Optional.empty(), Optional.empty());
        List<Finding> findings = new Doctor(nothing, Clock.systemUTC()).examine();

        assertThat(findings).filteredOn(finding -> finding.level() == Finding.Level.NOT_ASKED).extracting(Finding::subject).containsExactly("issuer", "replicas", "secrets");
        assertThat(Doctor.status(findings)).isZero();
    }

    @Test
    void the_exit_status_is_that_of_the_worst_finding() {
        assertThat(Doctor.status(List.of(Finding.well("a", "b")))).isZero();
        assertThat(Doctor.status(List.of(Finding.well("a", "b"), Finding.warning("a", "b", "c")))).isEqualTo(1);
        assertThat(Doctor.status(List.of(Finding.failure("a", "b", "c"), Finding.warning("a", "b", "c")))).isEqualTo(2);
    }
}
