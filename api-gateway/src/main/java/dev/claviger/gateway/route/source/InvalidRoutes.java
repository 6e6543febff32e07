package dev.claviger.gateway.route.source;

import java.util.List;

/** Route files that cannot become a table. Each problem names file and line and says what is wrong. */
final class InvalidRoutes extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    InvalidRoutes(String problem) {
        this(List.of(problem));
    }

    InvalidRoutes(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    List<String> problems() {
        return problems;
    }
}
