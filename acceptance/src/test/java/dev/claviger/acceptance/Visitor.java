package dev.claviger.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claviger.quickstart.api.Answer;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A person's browser without script: it keeps cookies, follows redirects as long as they stay here, and sends the first form of a page. */
final class Visitor {

    private static final int MOST_REDIRECTS = 10;
    private static final Pattern FORM = Pattern.compile("<form\\b([^>]*)>(.*?)</form>", Pattern.DOTALL);
    private static final Pattern INPUT = Pattern.compile("<input\\b([^>]*)>");
    private static final Pattern ATTRIBUTE = Pattern.compile("([a-z_-]+)=\"([^\"]*)\"");

    private final TestClaviger claviger;
    private final Map<String, String> cookies = new LinkedHashMap<>();
    private URI origin;
    /** Counts as elsewhere although it is here; none when empty. */
    private String elsewhere = "";

    Visitor(TestClaviger claviger) {
        this.claviger = claviger;
        this.origin = claviger.tokenService("/");
    }

    /**
     * What the browser shows, or where it was sent that is not here.
     *
     * @param away empty while it is here
     */
    record Page(int status, String html, String away) {

        /** A parameter of the address it was sent to; empty without one. */
        String parameter(String name) {
            return Page.parameters(away.substring(away.indexOf('?') + 1)).getOrDefault(name, "");
        }

        String heading() {
            Matcher heading = Pattern.compile("<h1>(.*?)</h1>", Pattern.DOTALL).matcher(html);
            return heading.find() ? unescaped(heading.group(1).replaceAll("<[^>]*>", "")) : "";
        }

        String text() {
            return unescaped(html.replaceAll("<[^>]*>", " ").replaceAll("\\s+", " "));
        }

        boolean has(String tag) {
            return html.contains(tag);
        }

        private static Map<String, String> parameters(String query) {
            Map<String, String> parameters = new LinkedHashMap<>();
            for (String pair : query.split("&")) {
                int equals = pair.indexOf('=');
                if (equals > 0) {
                    parameters.put(pair.substring(0, equals), URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
                }
            }
            return parameters;
        }
    }

    /** The same browser once more: it has these cookies, and gets its own from now on. */
    Visitor another() {
        Visitor copy = new Visitor(claviger);
        copy.cookies.putAll(cookies);
        return copy;
    }

    /** Goes on at another process of the same service. */
    Visitor at(URI other) {
        origin = other;
        return this;
    }

    Page open(String pathAndQuery) {
        return follow(answer(HttpRequest.newBuilder(origin.resolve(pathAndQuery))));
    }

    /** Goes to an absolute address of this service, and from now on leaves off before this path. */
    Page openUntil(String address, String path) {
        elsewhere = path;
        return open(pathAndQuery(URI.create(address)));
    }

    /** Signs in on the page. */
    Page signIn(Page page, Person person) {
        return submit(page, "username", person.username(), "password", person.password());
    }

    /** Sends the page's first form with everything that is in it. */
    Page submit(Page page, String... namesAndValues) {
        Matcher form = FORM.matcher(page.html());
        assertThat(form.find()).as("a form on the page: %s", page.text()).isTrue();
        Map<String, String> fields = new LinkedHashMap<>();
        for (Matcher input = INPUT.matcher(form.group(2)); input.find(); ) {
            fields.put(attribute(input.group(1), "name"), attribute(input.group(1), "value"));
        }
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        String body = fields.entrySet().stream().map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue())).collect(Collectors.joining("&"));
        return follow(answer(HttpRequest.newBuilder(origin.resolve(attribute(form.group(1), "action")))
                .header("Content-Type", "application/x-www-form-urlencoded").POST(BodyPublishers.ofString(body))));
    }

    private Page follow(Answer answer) {
        Answer latest = answer;
        for (int i = 0; i < MOST_REDIRECTS; i++) {
            String location = latest.header("Location");
            if (location.isEmpty()) {
                return new Page(latest.status(), latest.body(), "");
            }
            boolean isAway = !location.startsWith("/") && !location.startsWith(claviger.tokenService("/").toString());
            if (isAway || !elsewhere.isEmpty() && location.contains(elsewhere)) {
                claviger.secret(new Page(0, "", location).parameter("code"));
                return new Page(latest.status(), "", location);
            }
            latest = answer(HttpRequest.newBuilder(origin.resolve(location.startsWith("/") ? location : pathAndQuery(URI.create(location)))));
        }
        throw new AssertionError("redirected for ever, the last time to " + latest.header("Location"));
    }

    private Answer answer(HttpRequest.Builder request) {
        if (!cookies.isEmpty()) {
            request.header("Cookie", cookies.entrySet().stream().map(cookie -> cookie.getKey() + "=" + cookie.getValue()).collect(Collectors.joining("; ")));
        }
        Answer answer = claviger.send(request);
        answer.response().headers().allValues("Set-Cookie").forEach(this::keep);
        return answer;
    }

    private void keep(String cookie) {
        String[] pair = cookie.split(";", 2)[0].split("=", 2);
        claviger.secret(pair[1]);
        if (pair[1].isEmpty()) {
            cookies.remove(pair[0]);
        } else {
            cookies.put(pair[0], pair[1]);
        }
    }

    private static String pathAndQuery(URI uri) {
        return uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
    }

    private static String attribute(String attributes, String name) {
        return ATTRIBUTE.matcher(attributes).results().filter(attribute -> attribute.group(1).equals(name)).map(attribute -> unescaped(attribute.group(2)))
                .findFirst().orElse("");
    }

    private static String unescaped(String text) {
        return text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'").replace("&amp;", "&");
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
