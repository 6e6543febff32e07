package dev.claviger.gateway.route.file;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The keys an OpenAPI 3 document may have where routes are read from (OpenAPI 3.2 §4). A misspelt {@code security} would hand an operation to
 * what the document demands of all, a misspelt method would leave it out. Extensions ({@code x-}) are nobody's business.
 */
final class OpenApiKeys {

    private static final Set<String> DOCUMENT = ordered("openapi", "$self", "info", "jsonSchemaDialect", "servers", "paths", "webhooks", "components",
            "security", "tags", "externalDocs");
    private static final Set<String> PATH = ordered("$ref", "summary", "description", "get", "put", "post", "delete", "options", "head", "patch", "trace",
            "servers", "parameters");
    private static final Set<String> OPERATION = ordered("tags", "summary", "description", "externalDocs", "operationId", "parameters", "requestBody",
            "responses", "callbacks", "deprecated", "security", "servers");

    private OpenApiKeys() {
    }

    static List<String> unknownInDocument(Located document) {
        return unknown(document, DOCUMENT);
    }

    /** Of OpenAPI 3.2, {@code query} and {@code additionalOperations} are unknown on purpose: no route would be read from them. */
    static List<String> unknownInPath(Located item) {
        return unknown(item, PATH);
    }

    static List<String> unknownInOperation(Located operation) {
        return unknown(operation, OPERATION);
    }

    private static List<String> unknown(Located object, Set<String> known) {
        Map<String, Located> members = object.members();
        members.keySet().removeIf(key -> key.startsWith("x-"));
        return Located.unknown(members, known);
    }

    private static Set<String> ordered(String... keys) {
        return new LinkedHashSet<>(List.of(keys));
    }
}
