package dev.claviger.quickstart.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claviger.quickstart.api.Answer;
import dev.claviger.quickstart.api.OperatorAccess;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/**
 * {@code ./claviger explain}: why the gateway lets a request through or not. The token comes from a file, from {@code CLAVIGER_TOKEN} or from standard input, for
 * arguments end in the shell's history.
 */
final class ExplainCommand {

    static final Set<String> OPTIONS = Set.of("--host", "--path", "--method", "--token-file", "--tenant", "--client-id", "--refused");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_TOKEN = 16 * 1024;

    private final InputStream in;
    private final Map<String, String> environment;
    private final OperatorAccess access;

    ExplainCommand(InputStream in, Map<String, String> environment, OperatorAccess access) {
        this.in = in;
        this.environment = environment;
        this.access = access;
    }

    String explanation(Options options) {
        Answer answer = access.explain(question(options).toString());
        if (answer.status() != 200) {
            throw Refused.failed("the gateway does not explain it: " + answer.status() + " " + answer.text("detail"));
        }
        return printed(answer.json());
    }

    private ObjectNode question(Options options) {
        ObjectNode question = JSON.createObjectNode();
        if (options.value("--refused").isPresent()) {
            return question.put("refused", options.value("--refused").get());
        }
        question.put("host", required(options, "--host")).put("path", required(options, "--path")).put("method", options.value("--method").orElse("GET"));
        if (options.value("--client-id").isPresent()) {
            describeClient(required(options, "--tenant"), options.value("--client-id").get(), question);
        } else {
            String token = token(options);
            if (!token.isEmpty()) {
                question.put("token", token);
            }
        }
        return question;
    }

    private static String required(Options options, String name) {
        return options.value(name).orElseThrow(() -> Refused.misused("explain needs " + name));
    }

    private void describeClient(String tenant, String id, ObjectNode question) {
        Answer client = access.admin().get("/admin/v1/tenants/" + tenant + "/clients/" + id);
        if (client.status() != 200) {
            throw Refused.failed("tenant " + tenant + " has no client " + id);
        }
        if (client.json().path("disabled").asBoolean()) {
            throw Refused.failed("client " + id + " is disabled: it gets no token, and those it had have ended");
        }
        question.put("tenant", tenant).put("client_id", id).put("environment", client.text("environment")).set("scopes", client.json().path("scopes"));
    }

    private String token(Options options) {
        try {
            if (options.value("--token-file").isPresent()) {
                return Files.readString(Path.of(options.value("--token-file").get())).strip();
            }
            if (environment.containsKey("CLAVIGER_TOKEN")) {
                return environment.get("CLAVIGER_TOKEN").strip();
            }
            Console terminal = System.console();
            if (in == System.in && terminal != null && Boolean.getBoolean("claviger.typed")) {
                return new String(terminal.readPassword("The access token (not shown; empty for none): ")).strip();
            }
            return new String(in.readNBytes(LONGEST_TOKEN), StandardCharsets.UTF_8).strip();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the token cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }

    private static String printed(JsonNode explanation) {
        StringBuilder text = new StringBuilder(explanation.path("outcome").asText());
        if (explanation.has("refused")) {
            text.append(" with ").append(explanation.path("status").asInt()).append(", ").append(explanation.path("refused").asText());
        }
        text.append("\n\n");
        explanation.path("checks").forEach(check -> text.append(row(check)));
        if (explanation.has("mend")) {
            text.append("\nto mend it: ").append(visible(explanation.path("mend").asText())).append('\n');
        }
        return text.toString();
    }

    private static String row(JsonNode check) {
        String mark = switch (check.path("outcome").asText()) {
            case "passed" -> "ok";
            case "failed" -> "NO";
            case "not_needed" -> "--";
            default -> "  ";
        };
        String detail = check.has("detail") ? ": " + check.path("detail").asText() : "";
        return visible("  %s  %-13s %s%s".formatted(mark, check.path("check").asText(), check.path("meaning").asText(), detail)) + "\n";
    }

    /** What a token says of itself is printed, and must not command the terminal. */
    private static String visible(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }
}
