package dev.claviger.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What must appear nowhere: no token, key or query in logs, answers and metrics")
class SecrecyTest {

    @Test
    void keeps_tokens_keys_and_queries_out_of_logs_and_answers() throws Exception {
        List<String> logged = new CopyOnWriteArrayList<>();
        Handler listener = new Handler() {
            @Override
            public void publish(LogRecord entry) {
                logged.add(entry.getMessage() + " " + (entry.getParameters() == null ? "" : List.of(entry.getParameters())));
            }

            @Override
            public void flush() {
            }

            @Override
            public void close() {
            }
        };
        Logger root = Logger.getLogger("");
        listener.setLevel(Level.ALL);
        root.addHandler(listener);
        try (TestGateway gateway = TestGateway.started(Map.of("claviger.access-log.form", "logger"))) {
            String token = gateway.issuer.token("items.read");
            String signature = token.substring(token.lastIndexOf('.') + 1);
            StringBuilder answers = new StringBuilder();
            answers.append(gateway.get("/items?secret=CANARY", token).head());
            answers.append(gateway.get("/any", token.substring(0, token.length() - 4) + "CANARY").body());
            answers.append(gateway.get("/items?access_token=" + token, token).body());
            answers.append(gateway.send("GET", TestGateway.HOST, "http://CANARY@acme.api.test/items?CANARY", "Authorization: Bearer " + token, "x-api-key: CANARY").body());
            answers.append(gateway.send("GET", "CANARY@acme.api.test", "/a;b?CANARY", "Authorization: Basic CANARY").body());
            answers.append(gateway.get(TestGateway.OTHER_HOST, "/items", token).body());
            answers.append(gateway.get("sandbox.acme.test", "/items", token).body());
            for (String target : List.of("/any/%0d%0arequest=forged", "/any/a\u0001b", "/any/\"quoted\"", "/any/%22%5c%0a")) {
                gateway.send("GET", TestGateway.HOST, target);
                gateway.send("GET", TestGateway.HOST + "\u0001request=forged", target);
            }
            TestGateway.eventually(() -> logged.stream().filter(line -> line.contains("request=")).count() >= 15);

            assertThat(answers.toString()).doesNotContain("CANARY", signature, TestServices.KEY);
            assertThat(String.join("\n", logged)).doesNotContain("CANARY", signature, TestServices.KEY).contains("refused=tenant_wrong", "refused=environment_wrong");
            assertThat(logged).filteredOn(line -> line.contains("request=")).noneMatch(line -> line.chars().anyMatch(c -> c < 0x20)).noneMatch(line -> line.contains(" request=forged"));
            assertThat(gateway.registry.getMetersAsString()).doesNotContain("CANARY", signature);
        } finally {
            root.removeHandler(listener);
        }
    }

    @Test
    @DisplayName("Whatever strangers ask for, there are as many time series afterwards as before")
    void makes_no_metric_of_what_strangers_write() throws Exception {
        try (TestGateway gateway = TestGateway.started(Map.of())) {
            gateway.send("GET", TestGateway.HOST, "/open");
            askForOddThings(gateway, 0);
            int before = gateway.registry.getMeters().size();
            askForOddThings(gateway, 100);
            assertThat(gateway.registry.getMeters()).hasSize(before);
        }
    }

    private static void askForOddThings(TestGateway gateway, int from) throws Exception {
        try (Wire wire = new Wire(gateway.port())) {
            for (int i = from; i < from + 100; i++) {
                wire.write(TestGateway.request("GET", TestGateway.HOST, "/any/" + i)).read();
                wire.write(TestGateway.request("M" + i, TestGateway.HOST, "/open")).read();
                wire.write(TestGateway.request("GET", "h" + i + ".test", "/open")).read();
                wire.write(TestGateway.request("GET", TestGateway.HOST, "/items", "Authorization: Bearer x" + i, "X-Request-Id: " + i)).read();
            }
        }
    }
}
