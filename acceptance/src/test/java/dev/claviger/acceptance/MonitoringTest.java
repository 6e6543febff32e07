package dev.claviger.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.claviger.acceptance.monitoring.KnownSeries;
import dev.claviger.acceptance.monitoring.LateMeter;
import dev.claviger.quickstart.DemoData;
import dev.claviger.quickstart.doctor.look.Scrape;
import dev.claviger.quickstart.installation.Service;
import dev.claviger.quickstart.people.CodeFlow;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Dashboards, alerts and runbook pages ask only for what the running services tell. */
@ExtendWith(ClavigerExtension.class)
class MonitoringTest {

    private static final Path REPOSITORY = Path.of(System.getProperty("claviger.home"));
    private static final Pattern NAMED = Pattern.compile("\\bclaviger_[a-z_]*[a-z](\\{[^}`]*})?");
    private static KnownSeries known;

    /** Once everything that is counted from its first time on has happened. */
    @BeforeAll
    static void exercise(TestClaviger claviger) {
        Client client = claviger.client(DemoData.TENANT, DemoData.ENVIRONMENT, "employees.readonly");
        String token = claviger.token(client);
        assertThat(claviger.get(DemoData.HOST, DemoData.PROTECTED_PATH, token).status()).isEqualTo(200);
        for (String refused : new String[] {"", "client_credentials&scope=payslips.readonly"}) {
            claviger.ask(claviger.tokenService("/oauth2/token"), client, "grant_type=" + refused);
        }
        Visitor person = new Visitor(claviger);
        CodeFlow flow = claviger.local().codeFlow();
        String request = flow.authorizationUrl(claviger.installation().blueprint().issuer()) + "&prompt=consent";
        person.submit(person.signIn(person.open(request), new Person(flow.tenant().id(), 0, flow.username(), flow.password())));
        claviger.revoke(client);
        claviger.await(Duration.ofSeconds(5), () -> claviger.statusOf(DemoData.HOST, DemoData.PROTECTED_PATH, token) == 401);
        known = new KnownSeries(REPOSITORY);
        for (Service service : Service.values()) {
            known.add(Scrape.of(claviger.get(URI.create(claviger.installation().blueprint().management(service) + "/q/metrics")).body()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"overview", "gateway", "tokens"})
    void a_dashboard_asks_only_for_what_is_told(String name) throws IOException {
        JsonNode dashboard = new ObjectMapper().readTree(REPOSITORY.resolve("deploy/grafana/" + name + ".json").toFile());
        assertThat(complaints(questions(dashboard))).isEmpty();
        assertThat(questions(dashboard)).hasSizeGreaterThan(10);
    }

    @Test
    void an_alert_asks_only_for_what_is_told() throws IOException {
        Map<String, String> questions = alerts();
        assertThat(complaints(questions.values())).isEmpty();
        assertThat(questions).hasSizeGreaterThan(30);
    }

    @Test
    void a_page_of_the_runbook_names_only_what_is_told() throws IOException {
        List<String> unknown = new ArrayList<>();
        for (Path page : pages()) {
            for (MatchResult name : NAMED.matcher(Files.readString(page)).results().toList()) {
                complaints(List.of(name.group())).forEach(complaint -> unknown.add(page.getFileName() + ": " + complaint));
            }
        }
        assertThat(unknown).isEmpty();
    }

    @Test
    @DisplayName("what is told late is in the source by that name, so that a list of exceptions cannot outlive it")
    void a_late_meter_is_where_it_is_said_to_be() {
        assertThat(LateMeter.ALL).allSatisfy(meter -> assertThat(meter.missingIn(REPOSITORY)).as(meter.name()).isEmpty());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '\u0001', value = {
        "rate(claviger_gateway_requsts_total[5m]) ; nobody tells claviger_gateway_requsts_total",
        "sum by (tenant) (claviger_gateway_requests_total) ; nothing here has the label tenant",
        "claviger_gateway_requests_total{outcom=\"refused\"} ; claviger_gateway_requests_total has no label outcom",
        "claviger_gateway_request_seconds_bucket{le=\"1\"} ; claviger_gateway_request_seconds_bucket never has le 1",
        "claviger_gateway_requests_total{reason=~\"token_expired|token_old\"} ; claviger_gateway_requests_total never has reason token_old",
        "claviger_limits_store_questions_total{result=\"answered\"} ; claviger_limits_store_questions_total has no label result",
        "claviger_leaked_secrets_total{label=\"true_negative\"} ; claviger_leaked_secrets_total never has label true_negative"})
    void a_dashboard_that_asks_for_something_else_is_found_out(String expression, String complaint) throws IOException {
        JsonNode dashboard = new ObjectMapper().createObjectNode().set("panels", new ObjectMapper().createArrayNode().add(
                new ObjectMapper().createObjectNode().put("expr", expression)));
        assertThat(complaints(questions(new ObjectMapper().createObjectNode().set("dashboard", dashboard)))).singleElement().asString().endsWith(complaint);
    }

    private static List<String> complaints(Iterable<String> questions) {
        List<String> complaints = new ArrayList<>();
        questions.forEach(question -> known.complaints(question).forEach(complaint -> complaints.add(question + ": " + complaint)));
        return complaints;
    }

    /** The expressions of all panels, annotations and variables; {@code label_values(series, label)} is Grafana's own, and read as a grouping. */
    private static List<String> questions(JsonNode dashboard) {
        List<String> questions = new ArrayList<>(dashboard.findValuesAsText("expr"));
        dashboard.path("templating").path("list").findParents("refId").stream().map(variable -> variable.path("query").asText())
                .forEach(query -> questions.add(query.replaceFirst("label_values\\((.*), *([a-z]+)\\)", "sum by ($2) ($1)")));
        return questions;
    }

    private static Map<String, String> alerts() throws IOException {
        Map<String, String> alerts = new TreeMap<>();
        Map<String, List<Map<String, Object>>> file = new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(REPOSITORY.resolve("deploy/prometheus/alerts.yaml")));
        for (Map<String, Object> group : file.get("groups")) {
            for (Object rule : (List<?>) group.get("rules")) {
                alerts.put((String) ((Map<?, ?>) rule).get("alert"), (String) ((Map<?, ?>) rule).get("expr"));
            }
        }
        return alerts;
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> files = Files.walk(REPOSITORY.resolve("docs/operations/runbook"))) {
            return files.filter(file -> file.toString().endsWith(".md")).toList();
        }
    }
}
