package dev.claviger.gateway.route.source;

import dev.claviger.gateway.route.RouteRule;
import dev.claviger.gateway.route.RouteTable;
import dev.claviger.gateway.route.file.Findings;
import dev.claviger.gateway.route.file.InvalidRoutes;
import dev.claviger.gateway.route.file.Located;
import dev.claviger.gateway.route.file.OpenApiDocument;
import dev.claviger.gateway.route.file.RouteFile;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The text of every route file at one moment, and the table it means. Equal texts mean the same table. */
public record RouteSources(Map<Path, String> texts) {

    /** @throws InvalidRoutes naming the files that cannot be read */
    public static RouteSources read(List<Path> files) {
        Map<Path, String> texts = new LinkedHashMap<>();
        List<String> problems = new ArrayList<>();
        for (Path file : files) {
            try {
                texts.put(file, Files.readString(file));
            } catch (CharacterCodingException notUtf8) {
                problems.add(file + ":1: the file is not UTF-8");
            } catch (IOException unreadable) {
                problems.add(file + ": the file cannot be read (" + unreadable.getClass().getSimpleName() + ")");
            }
        }
        requireNone(problems);
        return new RouteSources(texts);
    }

    /** @throws InvalidRoutes with everything that is wrong, in all files; vectors are held only against a table without another problem */
    public CompiledRoutes compile() {
        Findings findings = new Findings();
        List<Located> openApis = new ArrayList<>();
        RouteFile routeFile = new RouteFile(findings);
        texts.forEach((file, text) -> findings.tried(() -> sort(Located.parse(file.toString(), text), routeFile, openApis)));
        List<RouteRule> fromRouteFiles = List.copyOf(findings.rules());
        openApis.forEach(document -> findings.tried(() -> {
            new OpenApiDocument(document, fromRouteFiles, findings).read();
            return document;
        }));
        RouteTable table = RouteTable.of(findings.rules(), findings.problems());
        if (findings.rules().isEmpty() && findings.problems().isEmpty()) {
            findings.problems().add(texts.keySet() + ": no route is declared");
        }
        requireNone(findings.problems());
        findings.vectors().forEach(vector -> vector.hold(table, findings.problems()));
        requireNone(findings.problems());
        return new CompiledRoutes(table, List.copyOf(findings.rules()), List.copyOf(findings.scopes()), findings.vectors().size());
    }

    /** Route files are read at once; documents wait until it is known what the route files open. */
    private static Located sort(Located document, RouteFile routeFile, List<Located> openApis) {
        if (document.member("openapi").filter(version -> version.text().startsWith("3.")).isPresent()) {
            openApis.add(document);
        } else if (document.member("routes").isPresent()) {
            routeFile.read(document);
        } else {
            throw document.problem("neither a route file (routes: [..]) nor an OpenAPI 3 document (openapi: 3...)");
        }
        return document;
    }

    private static void requireNone(List<String> problems) {
        if (!problems.isEmpty()) {
            throw new InvalidRoutes(problems);
        }
    }
}
