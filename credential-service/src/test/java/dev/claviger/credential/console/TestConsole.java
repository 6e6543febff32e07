package dev.claviger.credential.console;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

import dev.claviger.credential.console.session.TestSession;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

/** The console as a browser without script has it: pages, and forms with all that is in them. */
public record TestConsole(TestSession session, String tenant) {

    public static TestConsole of(String tenant) {
        return new TestConsole(TestSession.ofTenantAdministrator(tenant), tenant);
    }

    public static TestConsole ofPlatformAdministratorAt(String tenant) {
        return new TestConsole(TestSession.ofPlatformAdministrator(), tenant);
    }

    public String applications() {
        return "/console/" + tenant + "/applications";
    }

    public Page get(String path) {
        return new Page(session.request().urlEncodingEnabled(false).get(path));
    }

    /** Sends a form as it stands, with these fields filled in: a field named twice is sent twice, one with null not at all. */
    public Page submit(Element form, String... namesAndValues) {
        List<Map.Entry<String, String>> fields = new ArrayList<>();
        form.select("input, select, textarea").forEach(field -> value(field).ifPresent(value -> fields.add(Map.entry(field.attr("name"), value))));
        for (int i = 0; i < namesAndValues.length; i += 2) {
            String name = namesAndValues[i];
            if (i < 2 || !name.equals(namesAndValues[i - 2])) {
                fields.removeIf(field -> field.getKey().equals(name));
            }
            if (namesAndValues[i + 1] != null) {
                fields.add(Map.entry(name, namesAndValues[i + 1]));
            }
        }
        RequestSpecification request = session.request().contentType("application/x-www-form-urlencoded; charset=utf-8");
        fields.forEach(field -> request.formParam(field.getKey(), field.getValue()));
        return new Page(request.post(form.attr("action")));
    }

    /** The page that a new application's form is answered with. */
    public Page create(String name, String scope, String... more) {
        List<String> fields = new ArrayList<>(List.of("name", name, "scopes", scope));
        fields.addAll(Arrays.asList(more));
        return submit(get(applications() + "/new").form(applications() + "/new"), fields.toArray(String[]::new));
    }

    private static Optional<String> value(Element field) {
        if (field.attr("name").isEmpty() || field.attr("type").matches("checkbox|radio") && !field.hasAttr("checked")) {
            return Optional.empty();
        }
        if (field.tagName().equals("select")) {
            Element chosen = field.selectFirst("option[selected]");
            return Optional.ofNullable(chosen == null ? field.selectFirst("option") : chosen).map(option -> option.attr("value"));
        }
        return Optional.of(field.tagName().equals("textarea") ? field.wholeText() : field.attr("value"));
    }

    /** An answer, parsed. */
    public record Page(Response answer, Document html) {

        Page(Response answer) {
            this(answer, Jsoup.parse(answer.asString()));
        }

        public int status() {
            return answer.statusCode();
        }

        public String location() {
            return answer.header("Location");
        }

        public String heading() {
            return html.selectFirst("h1").text();
        }

        public String main() {
            return html.selectFirst("main").text();
        }

        public Element form(String action) {
            return html.selectFirst("form[action=" + action + "]");
        }

        public String alert() {
            Element alert = html.selectFirst("[role=alert]");
            return alert == null ? "" : alert.text();
        }

        /** What is shown once. */
        public String secret() {
            Element secret = html.getElementById("secret");
            return secret == null ? "" : secret.text();
        }
    }
}
