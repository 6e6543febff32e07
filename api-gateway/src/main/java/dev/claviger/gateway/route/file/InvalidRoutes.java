package dev.claviger.gateway.route.file;

import java.util.List;

/** Route files that cannot become a table. Each problem names file and line and says what is wrong. */
public final class InvalidRoutes extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    InvalidRoutes(String problem) {
        this(List.of(problem));
    }

    public InvalidRoutes(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    public List<String> problems() {
        return problems;
    }
}
