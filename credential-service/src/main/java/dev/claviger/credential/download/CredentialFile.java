package dev.claviger.credential.download;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * What a program must know to call the API, and the forms it is written in.
 *
 * @param issuer      of the authorization server, with scheme
 * @param apiEndpoint with scheme
 */
record CredentialFile(IssuedSecret issued, String issuer, String apiEndpoint) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_LABEL = 63;

    /** As SDKs of the Lucidtech family read it with Python's configparser: they put {@code https://} before the first endpoint themselves. */
    String credentialsCfg() {
        return "[default]\n" + lines(Map.Entry::getKey, " = ", value -> value);
    }

    /** For a shell's {@code source}, for dotenv libraries and, which takes quotes literally, for {@code docker --env-file}. */
    String env() {
        return lines(entry -> variable(entry.getKey()), "=", CredentialFile::shellQuoted);
    }

    /** Its keys are the variables, so that {@code envFrom} is all a pod needs. */
    String kubernetesSecret() {
        return "apiVersion: v1\nkind: Secret\nmetadata:\n  name: " + resourceName() + "\ntype: Opaque\nstringData:\n"
                + lines(entry -> "  " + variable(entry.getKey()), ": ", CredentialFile::yamlQuoted);
    }

    /** An environment to import; Postman hides values of type secret. */
    String postman() {
        List<Map<String, Object>> values = List.of(variable("client_id", issued.client().value(), "default"),
                variable("client_secret", issued.clientSecret(), "secret"), variable("token_url", issuer + "/oauth2/token", "default"),
                variable("api_endpoint", apiEndpoint, "default"));
        Map<String, Object> environment = new LinkedHashMap<>();
        environment.put("name", issued.clientName() + " (" + issued.tenant() + ", " + issued.environment() + ")");
        environment.put("values", values);
        environment.put("_postman_variable_scope", "environment");
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(environment) + "\n";
        } catch (JsonProcessingException cannotBe) {
            throw new IllegalStateException(cannotBe);
        }
    }

    private Map<String, String> values() {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("client_id", issued.client().value());
        values.put("client_secret", issued.clientSecret());
        // Without a scheme it is read as https; a laptop's http must be said.
        values.put("auth_endpoint", issuer.replaceFirst("^https://", ""));
        values.put("api_endpoint", apiEndpoint);
        return values;
    }

    private String lines(Form<Map.Entry<String, String>> name, String sign, Form<String> value) {
        return values().entrySet().stream().map(entry -> name.of(entry) + sign + value.of(entry.getValue()) + "\n").collect(Collectors.joining());
    }

    private static String variable(String name) {
        return "CLAVIGER_" + name.toUpperCase(Locale.ROOT);
    }

    private static Map<String, Object> variable(String name, String value, String type) {
        Map<String, Object> variable = new LinkedHashMap<>();
        variable.put("key", name);
        variable.put("value", value);
        variable.put("type", type);
        variable.put("enabled", true);
        return variable;
    }

    /** A DNS label (RFC 1123 §2.1), which the client's name suggests. */
    private String resourceName() {
        String name = ("claviger-" + issued.clientName().toLowerCase(Locale.ROOT)).replaceAll("[^a-z0-9]+", "-");
        return name.substring(0, Math.min(name.length(), LONGEST_LABEL)).replaceAll("-$", "");
    }

    private static String shellQuoted(String value) {
        return value.matches("[A-Za-z0-9_./:~-]+") ? value : "'" + value.replace("'", "'\\''") + "'";
    }

    /** YAML 1.2 §7.3.1: a JSON string is a double-quoted scalar. */
    private static String yamlQuoted(String value) {
        return "\"" + String.valueOf(JsonStringEncoder.getInstance().quoteAsString(value)) + "\"";
    }

    @Override
    public String toString() {
        return "a file with " + issued;
    }

    private interface Form<T> {
        String of(T value);
    }
}
