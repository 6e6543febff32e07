package dev.claviger.deploy.manifest;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The Secrets an installation makes for itself, and their keys, as deploy/k8s/README.md lists them. */
public record ExternalSecrets(Map<String, Set<String>> keys) {

    public static final ExternalSecrets NONE = new ExternalSecrets(Map.of());

    private static final Pattern ROW = Pattern.compile("(?m)^\\| Secret `([a-z0-9-]+)` \\| (.*) \\|$");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    public static ExternalSecrets documentedIn(String readme) {
        Map<String, Set<String>> keys = new HashMap<>();
        Matcher row = ROW.matcher(readme);
        while (row.find()) {
            keys.put(row.group(1), CODE.matcher(row.group(2)).results().map(code -> code.group(1)).collect(Collectors.toSet()));
        }
        return new ExternalSecrets(keys);
    }

    /** A few for a test, each as {@code name/key}. */
    public static ExternalSecrets of(String... namesAndKeys) {
        return new ExternalSecrets(Arrays.stream(namesAndKeys).map(pair -> pair.split("/"))
                .collect(Collectors.groupingBy(pair -> pair[0], Collectors.mapping(pair -> pair[1], Collectors.toSet()))));
    }
}
