package dev.claviger.acceptance.monitoring;

import dev.claviger.acceptance.monitoring.Selector.Matcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * An expression of Prometheus' query language, read as far as it takes to know which series it selects and by which labels it groups them. Dashboards' variables
 * ({@code $name}) stand for anything.
 */
public record PromQl(List<Selector> selectors, Set<String> groupings) {

    /** After these, parentheses hold names of labels. */
    private static final Set<String> GROUPINGS = Set.of("by", "without", "on", "ignoring", "group_left", "group_right");
    private static final Set<String> WORDS = Set.of("and", "or", "unless", "bool", "offset", "inf", "nan", "atan2");
    /** What follows a function's name, or an aggregation's. */
    private static final Set<String> CALL = Set.of("(", "by", "without");
    private static final Pattern TOKEN = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"|\\[[^]]*]|[a-zA-Z_:][a-zA-Z0-9_:.]*|[0-9][0-9a-zA-Z.]*|=~|!~|!=|\\S");
    private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:.]*");

    /** @throws IllegalArgumentException where it stops making sense */
    public static PromQl of(String expression) {
        return new Reading(expression.replaceAll("\\$\\{?[a-zA-Z_]+}?", "ANY")).read();
    }

    private static final class Reading {

        private final List<String> tokens;
        private final List<Selector> selectors = new ArrayList<>();
        private final Set<String> groupings = new TreeSet<>();
        private int at;

        private Reading(String expression) {
            this.tokens = TOKEN.matcher(expression).results().map(found -> found.group()).toList();
        }

        private PromQl read() {
            while (at < tokens.size()) {
                String token = tokens.get(at++);
                if (token.equals("{")) {
                    throw new IllegalArgumentException("a selector without a metric's name");
                }
                if (GROUPINGS.contains(token)) {
                    labels();
                } else if (isName(token) && !WORDS.contains(token) && !CALL.contains(next())) {
                    selectors.add(new Selector(token, next().equals("{") ? matchers() : List.of()));
                }
            }
            return new PromQl(List.copyOf(selectors), Set.copyOf(groupings));
        }

        /** {@code group_left} may stand alone. */
        private void labels() {
            if (next().equals("(")) {
                for (at++; !take().equals(")");) {
                    String label = tokens.get(at - 1);
                    if (isName(label)) {
                        groupings.add(label);
                    }
                }
            }
        }

        private List<Matcher> matchers() {
            List<Matcher> matchers = new ArrayList<>();
            at++;
            while (!next().equals("}")) {
                String label = take();
                String operator = take();
                String text = take();
                if (!isName(label) || !Set.of("=", "!=", "=~", "!~").contains(operator) || !text.matches("\".*\"")) {
                    throw new IllegalArgumentException("no matcher: " + label + operator + text);
                }
                matchers.add(new Matcher(label, operator, text.substring(1, text.length() - 1)));
                if (next().equals(",")) {
                    at++;
                }
            }
            at++;
            return List.copyOf(matchers);
        }

        private String take() {
            if (at == tokens.size()) {
                throw new IllegalArgumentException("ends too early");
            }
            return tokens.get(at++);
        }

        private String next() {
            return at < tokens.size() ? tokens.get(at) : "";
        }

        private static boolean isName(String token) {
            return NAME.matcher(token).matches();
        }
    }
}
