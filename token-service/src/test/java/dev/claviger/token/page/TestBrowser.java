package dev.claviger.token.page;

import io.restassured.RestAssured;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a browser does without script: keeps cookies, and sends forms with all that is in them. It follows no redirect. */
public final class TestBrowser {

    public final Map<String, String> cookies = new LinkedHashMap<>();
    /** What a real one adds by itself. */
    public final Map<String, String> headers = new LinkedHashMap<>();
    private final HttpClient http = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).version(HttpClient.Version.HTTP_1_1).build();

    /** An answer, parsed. */
    public record Page(int status, HttpResponse<String> answer, Document html) {

        public String header(String name) {
            return answer.headers().firstValue(name).orElse("");
        }

        public String location() {
            return header("Location");
        }

        public String text() {
            return html.text();
        }

        public Element form(String action) {
            return html.selectFirst("form[action=" + action + "]");
        }

        public String alert() {
            Element alert = html.selectFirst("[role=alert]");
            return alert == null ? "" : alert.text();
        }
    }

    public Page get(String path) {
        return send(HttpRequest.newBuilder(uri(path)).GET());
    }

    public Page post(String path, Map<String, String> fields) {
        String body = fields.entrySet().stream().map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue())).collect(Collectors.joining("&"));
        return send(HttpRequest.newBuilder(uri(path)).header("Content-Type", "application/x-www-form-urlencoded").POST(BodyPublishers.ofString(body)));
    }

    /** Sends the first form with this action. */
    public Page submit(Page page, String action, String... namesAndValues) {
        return submit(page.form(action), namesAndValues);
    }

    public Page submit(Element form, String... namesAndValues) {
        return post(form.attr("action"), fields(form, namesAndValues));
    }

    /** What a form would send, with these fields filled in. */
    public static Map<String, String> fields(Element form, String... namesAndValues) {
        Map<String, String> fields = new LinkedHashMap<>();
        form.select("input").forEach(input -> fields.put(input.attr("name"), input.attr("value")));
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return fields;
    }

    /** Signs in on the person's own page. */
    public Page signIn(String tenant, String username, String password) {
        return submit(get("/account?tenant=" + tenant), "/login", "username", username, "password", password);
    }

    private Page send(HttpRequest.Builder request) {
        headers.forEach(request::setHeader);
        if (!cookies.isEmpty()) {
            request.setHeader("Cookie", cookies.entrySet().stream().map(cookie -> cookie.getKey() + "=" + cookie.getValue()).collect(Collectors.joining("; ")));
        }
        try {
            HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
            setCookies(answer).forEach(this::keep);
            return new Page(answer.statusCode(), answer, Jsoup.parse(answer.body()));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }

    public static List<String> setCookies(HttpResponse<String> answer) {
        return answer.headers().allValues("Set-Cookie");
    }

    private void keep(String cookie) {
        String pair = cookie.split(";")[0];
        String name = pair.substring(0, pair.indexOf('='));
        if (cookie.contains("Max-Age=0")) {
            cookies.remove(name);
        } else {
            cookies.put(name, pair.substring(pair.indexOf('=') + 1));
        }
    }

    private static URI uri(String path) {
        return URI.create("http://localhost:" + RestAssured.port + path);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
