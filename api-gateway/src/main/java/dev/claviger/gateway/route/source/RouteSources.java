package dev.claviger.gateway.route.source;

import dev.claviger.gateway.route.RouteRule;
import dev.claviger.gateway.route.RouteTable;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The text of every route file at one moment, and the table it means. Equal texts mean the same table. */
record RouteSources(Map<Path, String> texts) {

    /** @throws InvalidRoutes naming the file that cannot be read */
    static RouteSources read(List<Path> files) {
        Map<Path, String> texts = new LinkedHashMap<>();
        for (Path file : files) {
            try {
                texts.put(file, Files.readString(file));
            } catch (CharacterCodingException notUtf8) {
                throw new InvalidRoutes(file + ":1: the file is not UTF-8");
            } catch (IOException unreadable) {
                throw new InvalidRoutes(file + ": the file cannot be read (" + unreadable.getClass().getSimpleName() + ")");
            }
        }
        return new RouteSources(texts);
    }

    /** @throws InvalidRoutes with everything that is wrong, in all files */
    RouteTable compile() {
        List<String> problems = new ArrayList<>();
        List<Located> openApis = new ArrayList<>();
        List<RouteRule> rules = new ArrayList<>();
        RouteFile routeFile = new RouteFile(problems);
        texts.forEach((file, text) -> sort(file, text, routeFile, openApis, rules, problems));
        List<RouteRule> fromRouteFiles = List.copyOf(rules);
        openApis.forEach(document -> rules.addAll(new OpenApiDocument(document, fromRouteFiles, problems).read()));
        RouteTable table = RouteTable.of(rules, problems);
        if (rules.isEmpty() && problems.isEmpty()) {
            problems.add(texts.keySet() + ": no route is declared");
        }
        if (!problems.isEmpty()) {
            throw new InvalidRoutes(problems);
        }
        return table;
    }

    /** Route files are read at once; documents wait until it is known what the route files open. */
    private static void sort(Path file, String text, RouteFile routeFile, List<Located> openApis, List<RouteRule> rules, List<String> problems) {
        try {
            Located document = Located.parse(file.toString(), text);
            if (document.member("openapi").filter(version -> version.text().startsWith("3.")).isPresent()) {
                openApis.add(document);
            } else if (document.member("routes").isPresent()) {
                rules.addAll(routeFile.read(document));
            } else {
                throw document.problem("neither a route file (routes: [..]) nor an OpenAPI 3 document (openapi: 3...)");
            }
        } catch (InvalidRoutes invalid) {
            problems.addAll(invalid.problems());
        }
    }
}
