package dev.claviger.quickstart.api;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * One request, shown as the curl line that makes it and sent as that line says: there is only one description of it.
 * Secrets appear in it as shell variables ({@code $TOKEN}), which {@link #send} replaces by their values.
 *
 * @param credentials {@code user:password} for Basic authentication, or empty
 */
public record Call(String method, String url, String credentials, List<String> headers, String body) {

    public static Call get(String url) {
        return new Call("GET", url, "", List.of(), "");
    }

    public static Call delete(String url) {
        return new Call("DELETE", url, "", List.of(), "");
    }

    public static Call form(String url, String form) {
        return new Call("POST", url, "", List.of(), form);
    }

    public static Call json(String method, String url, String json) {
        return new Call(method, url, "", List.of("Content-Type: application/json"), json);
    }

    public Call as(String user) {
        return new Call(method, url, user, headers, body);
    }

    public Call with(String header) {
        List<String> more = new ArrayList<>(headers);
        more.add(header);
        return new Call(method, url, credentials, more, body);
    }

    /** For pasting into a shell. Double quotes where a variable is meant, single quotes elsewhere. */
    public String curl(String options) {
        StringBuilder line = new StringBuilder("curl -s").append(options);
        if (!method.equals(body.isEmpty() ? "GET" : "POST")) {
            line.append(" -X ").append(method);
        }
        if (!credentials.isEmpty()) {
            line.append(" -u \"").append(credentials).append('"');
        }
        headers.forEach(header -> line.append(" -H ").append(quoted(header)));
        if (!body.isEmpty()) {
            line.append(" -d ").append(quoted(body));
        }
        return line.append(' ').append(url).toString();
    }

    public Answer send(HttpClient client, Map<String, String> variables) {
        try {
            return Answer.of(client.send(request(variables), BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UnexpectedAnswer(method + " " + url + " got no answer: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnexpectedAnswer("interrupted");
        }
    }

    HttpRequest request(Map<String, String> variables) {
        UnaryOperator<String> value = text -> expanded(text, variables);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(value.apply(url)))
                .timeout(Duration.ofSeconds(20))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(value.apply(body)));
        if (!credentials.isEmpty()) {
            byte[] basic = value.apply(credentials).getBytes(StandardCharsets.UTF_8);
            request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(basic));
        }
        headers.stream().map(value).map(header -> header.split(": ", 2)).forEach(h -> request.header(h[0], h[1]));
        if (!body.isEmpty() && headers.stream().noneMatch(header -> header.startsWith("Content-Type"))) {
            request.header("Content-Type", "application/x-www-form-urlencoded"); // as curl -d does
        }
        return request.build();
    }

    private static String expanded(String text, Map<String, String> variables) {
        String expanded = text;
        for (Map.Entry<String, String> variable : variables.entrySet()) {
            expanded = expanded.replace("$" + variable.getKey(), variable.getValue());
        }
        return expanded;
    }

    private static String quoted(String text) {
        return text.contains("$") ? '"' + text + '"' : "'" + text + "'";
    }
}
