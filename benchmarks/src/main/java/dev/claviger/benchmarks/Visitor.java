package dev.claviger.benchmarks;

import dev.claviger.quickstart.people.CodeFlow;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A person at a browser that keeps its cookies, and fills the sign-in page in again and again. */
final class Visitor {

    private static final Pattern HIDDEN = Pattern.compile("<input type=\"hidden\" name=\"([^\"]*)\" value=\"([^\"]*)\">");
    private static final Map<String, String> ESCAPED = Map.of("&quot;", "\"", "&#39;", "'", "&lt;", "<", "&gt;", ">");

    private final HttpClient client;
    private final URI page;
    private final URI form;
    private final String username;
    private final String password;
    private final Map<String, String> cookies = new LinkedHashMap<>();

    Visitor(HttpClient client, String issuer, CodeFlow flow, String username, String password) {
        this.client = client;
        this.page = URI.create(flow.authorizationUrl(issuer) + "&prompt=login");
        this.form = URI.create(issuer + "/login");
        this.username = username;
        this.password = password;
    }

    /** What it has seen before it types: the hidden fields of the page. */
    Map<String, String> open() throws IOException, InterruptedException {
        Map<String, String> fields = new LinkedHashMap<>();
        Matcher found = HIDDEN.matcher(send(HttpRequest.newBuilder(page).GET()).body());
        while (found.find()) {
            fields.put(found.group(1), unescaped(found.group(2)));
        }
        return fields;
    }

    /** What came of a try. */
    enum Outcome {
        SIGNED_IN,
        /** Told to come again in a moment: 429. */
        LATER,
        /** Nobody could tell in time: 503. */
        UNANSWERED
    }

    Outcome signIn(Map<String, String> hidden) throws IOException, InterruptedException {
        Map<String, String> fields = new LinkedHashMap<>(hidden);
        fields.put("username", username);
        fields.put("password", password);
        HttpResponse<String> answer = send(HttpRequest.newBuilder(form).header("Content-Type", "application/x-www-form-urlencoded").POST(BodyPublishers.ofString(encoded(fields))));
        return switch (answer.statusCode()) {
            case 303 -> Outcome.SIGNED_IN;
            case 429 -> Outcome.LATER;
            case 503 -> Outcome.UNANSWERED;
            default -> throw new IllegalStateException("a sign-in was answered with " + answer.statusCode());
        };
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        if (!cookies.isEmpty()) {
            request.header("Cookie", cookies.entrySet().stream().map(cookie -> cookie.getKey() + "=" + cookie.getValue()).collect(Collectors.joining("; ")));
        }
        HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
        for (String cookie : answer.headers().allValues("Set-Cookie")) {
            String[] pair = cookie.split(";", 2)[0].split("=", 2);
            cookies.put(pair[0], pair[1]);
        }
        return answer;
    }

    private static String encoded(Map<String, String> fields) {
        return fields.entrySet().stream().map(field -> CodeFlow.encoded(field.getKey()) + "=" + CodeFlow.encoded(field.getValue())).collect(Collectors.joining("&"));
    }

    private static String unescaped(String html) {
        String text = html;
        for (Map.Entry<String, String> escaped : ESCAPED.entrySet()) {
            text = text.replace(escaped.getKey(), escaped.getValue());
        }
        return text.replace("&amp;", "&");
    }
}
