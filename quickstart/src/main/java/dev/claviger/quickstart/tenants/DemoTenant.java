package dev.claviger.quickstart.tenants;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A tenant with its scopes, its environment and one client, in the words of the admin API; read from the file of its name. */
public record DemoTenant(JsonNode description) {

    public static final String ENVIRONMENT = "production";

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Those of programs that act for themselves, in the order in which they are made. */
    public static List<DemoTenant> all() {
        return Stream.of("contract-lucidity", "lucidtech", "lucca").map(DemoTenant::named).toList();
    }

    /** The one whose clients act for people. */
    public static DemoTenant ofPeople() {
        return named("lucid");
    }

    static DemoTenant named(String name) {
        try (InputStream file = DemoTenant.class.getResourceAsStream(name + ".json")) {
            return new DemoTenant(JSON.readTree(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String id() {
        return description.at("/tenant/id").asText();
    }

    public String host() {
        return description.at("/environment/hosts/0").asText();
    }

    /** What comes before every path of its API. */
    public String apiPath() {
        return description.path("api").asText();
    }

    /** Whether its client has an API key besides its secret. */
    public boolean hasApiKey() {
        return description.path("api_key").asBoolean();
    }

    /** What the client holds, as a token names it. */
    public List<String> scopesOfClient() {
        return texts(description.at("/client/scopes"), JsonNode::asText);
    }

    public String tenantJson() {
        return description.path("tenant").toString();
    }

    /** The same without what no change may name. */
    public String tenantChangeJson() {
        ObjectNode tenant = description.path("tenant").deepCopy();
        tenant.remove("id");
        return tenant.toString();
    }

    public List<String> scopesJson() {
        return texts(description.path("scopes"), JsonNode::toString);
    }

    public String environmentJson(URI upstream) {
        ObjectNode environment = description.path("environment").deepCopy();
        environment.putArray("upstreams").add(upstream.toString());
        return environment.toString();
    }

    public String clientJson() {
        return description.path("client").toString();
    }

    private static List<String> texts(JsonNode array, Function<JsonNode, String> text) {
        return StreamSupport.stream(array.spliterator(), false).map(text).toList();
    }
}
