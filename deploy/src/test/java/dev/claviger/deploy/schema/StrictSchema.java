package dev.claviger.deploy.schema;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import dev.claviger.deploy.manifest.Manifest;
import dev.claviger.deploy.manifest.Manifests;
import dev.claviger.deploy.manifest.Node;
import dev.claviger.deploy.manifest.Rule;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;

/**
 * Every object has the fields its kind knows, and no others: the API server's strict field validation, offline. Beside the cluster's own kinds
 * ({@code k8s-strict.json}, and the words its fields may hold in {@code k8s-enums.json}) it knows those fields of others' kinds that we use.
 */
public final class StrictSchema implements Rule {

    private final JsonObject definitions;
    private final JsonObject kinds;

    public StrictSchema() {
        JsonObject core = read("/k8s-strict.json");
        JsonObject custom = read("/crd-strict.json");
        definitions = core.getAsJsonObject("definitions");
        kinds = core.getAsJsonObject("kinds");
        custom.getAsJsonObject("definitions").asMap().forEach(definitions::add);
        custom.getAsJsonObject("kinds").asMap().forEach(kinds::add);
        read("/k8s-enums.json").asMap().forEach(this::allowOnly);
    }

    private static JsonObject read(String resource) {
        try (Reader reader = new InputStreamReader(StrictSchema.class.getResourceAsStream(resource), StandardCharsets.UTF_8)) {
            return JsonParser.parseReader(reader).getAsJsonObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A field, as {@code definition.field}, or each of its elements holds one of these words. */
    private void allowOnly(String field, JsonElement words) {
        int dot = field.lastIndexOf('.');
        JsonObject schema = definitions.getAsJsonObject(field.substring(0, dot)).getAsJsonObject("properties").getAsJsonObject(field.substring(dot + 1));
        (schema.has("items") ? schema.getAsJsonObject("items") : schema).add("enum", words);
    }

    @Override
    public Stream<String> problems(Manifests manifests) {
        return manifests.stream().flatMap(this::problems);
    }

    private Stream<String> problems(Manifest manifest) {
        JsonElement definition = kinds.get(manifest.apiVersion() + "/" + manifest.kind());
        if (definition == null) {
            return Stream.of(manifest + ": unknown kind " + manifest.apiVersion() + "/" + manifest.kind());
        }
        List<String> problems = new ArrayList<>();
        walk(manifest.root(), definitions.getAsJsonObject(definition.getAsString()), manifest.toString(), problems);
        return problems.stream();
    }

    private void walk(Node node, JsonObject schema, String place, List<String> problems) {
        if (schema.has("$ref")) {
            walk(node, definitions.getAsJsonObject(schema.get("$ref").getAsString().substring("#/definitions/".length())), place, problems);
        } else if (schema.has("oneOf")) {
            oneOf(node, schema, place, problems);
        } else if (!isOf(schema.get("type").getAsString(), node.value())) {
            problems.add(place + ": " + schema.get("type").getAsString() + " expected");
        } else if (schema.has("pattern") && !node.text().matches(schema.get("pattern").getAsString())) {
            problems.add(place + ": not of the form " + schema.get("pattern").getAsString());
        } else if (schema.has("enum") && !schema.getAsJsonArray("enum").contains(new JsonPrimitive(node.text()))) {
            problems.add(place + ": none of " + schema.get("enum"));
        } else {
            members(node, schema, place, problems);
            node.each().forEach(element -> walk(element, schema.getAsJsonObject("items"), place + "[]", problems));
        }
    }

    private void oneOf(Node node, JsonObject schema, String place, List<String> problems) {
        boolean fits = StreamSupport.stream(schema.getAsJsonArray("oneOf").spliterator(), false).anyMatch(choice -> {
            List<String> found = new ArrayList<>();
            walk(node, choice.getAsJsonObject(), place, found);
            return found.isEmpty();
        });
        if (!fits) {
            problems.add(place + ": fits none of " + schema.get("oneOf"));
        }
    }

    private void members(Node node, JsonObject schema, String place, List<String> problems) {
        if (schema.has("required")) {
            schema.getAsJsonArray("required").forEach(name -> {
                if (!node.at(name.getAsString()).isPresent()) {
                    problems.add(place + ": " + name.getAsString() + " is missing");
                }
            });
        }
        node.members().forEach((name, member) -> member(name, member, schema, place + "." + name, problems));
    }

    private void member(String name, Node member, JsonObject schema, String place, List<String> problems) {
        JsonElement known = schema.has("properties") ? schema.getAsJsonObject("properties").get(name) : null;
        JsonElement others = schema.get("additionalProperties");
        if (known != null) {
            walk(member, known.getAsJsonObject(), place, problems);
        } else if (others != null && others.isJsonObject()) {
            walk(member, others.getAsJsonObject(), place, problems);
        } else if (others != null && !others.getAsBoolean()) {
            problems.add(place + ": unknown field");
        }
    }

    private static boolean isOf(String type, Object value) {
        return switch (type) {
            case "object" -> value instanceof Map;
            case "array" -> value instanceof List;
            case "string" -> value instanceof String;
            case "integer" -> value instanceof Integer || value instanceof Long;
            case "number" -> value instanceof Number;
            case "boolean" -> value instanceof Boolean;
            default -> throw new IllegalArgumentException("the schema has an unknown type: " + type);
        };
    }
}
