package dev.claviger.gateway.route.check;

import dev.claviger.gateway.route.file.InvalidRoutes;
import dev.claviger.gateway.route.source.CompiledRoutes;
import dev.claviger.gateway.route.source.RouteSources;
import io.vertx.core.json.DecodeException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code RoutesCheck [--catalogue FILE] FILE...}, a program of its own: reports every line that is wrong, else prints who may call what. It starts nothing and
 * asks nobody; {@code -} stands for a catalogue on standard input.
 */
public final class RoutesCheck {

    private static final int GOOD = 0;
    private static final int REFUSED = 1;
    private static final int MISUSED = 2;

    private final InputStream in;
    private final PrintStream out;
    private final PrintStream err;

    RoutesCheck(InputStream in, PrintStream out, PrintStream err) {
        this.in = in;
        this.out = out;
        this.err = err;
    }

    public static void main(String[] words) {
        System.exit(new RoutesCheck(System.in, System.out, System.err).run(List.of(words)));
    }

    /** The exit status: 0 good, 1 refused, 2 misused. */
    int run(List<String> words) {
        List<String> files = new ArrayList<>(words);
        int option = files.indexOf("--catalogue");
        if (option >= 0 && option + 1 == files.size()) {
            return misused("--catalogue takes a file");
        }
        try {
            Optional<Catalogue> catalogue = option < 0 ? Optional.empty() : Optional.of(catalogue(files.remove(option + 1)));
            files.remove("--catalogue");
            return files.isEmpty() ? misused("which files?") : check(files.stream().map(Path::of).toList(), catalogue);
        } catch (IOException | IllegalArgumentException | DecodeException unusable) {
            return misused("the catalogue cannot be used: " + unusable.getMessage());
        }
    }

    private int check(List<Path> files, Optional<Catalogue> catalogue) {
        try {
            CompiledRoutes compiled = RouteSources.read(files).compile();
            List<String> unknown = catalogue.map(known -> compiled.unknownScopes(known.scopes())).orElse(List.of());
            if (!unknown.isEmpty()) {
                throw new InvalidRoutes(unknown);
            }
            out.print(new Coverage(catalogue).table(compiled.rules()));
            out.printf("%n%d routes, %d vectors held%s%n", compiled.rules().size(), compiled.vectors(),
                    catalogue.isPresent() ? ", every scope is defined" : "; scopes were not held against a catalogue");
            return GOOD;
        } catch (InvalidRoutes invalid) {
            invalid.problems().forEach(err::println);
            err.printf("%nrefused: %d problem%s%n", invalid.problems().size(), invalid.problems().size() == 1 ? "" : "s");
            return REFUSED;
        }
    }

    private Catalogue catalogue(String file) throws IOException {
        return Catalogue.of(file.equals("-") ? new String(in.readAllBytes(), StandardCharsets.UTF_8) : Files.readString(Path.of(file)));
    }

    private int misused(String how) {
        err.println("usage: [--catalogue FILE] FILE...: " + how);
        return MISUSED;
    }
}
