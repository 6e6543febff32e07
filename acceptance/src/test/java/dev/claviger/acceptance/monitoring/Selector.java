package dev.claviger.acceptance.monitoring;

import java.util.List;

/**
 * A place in a PromQL expression that selects time series.
 *
 * @param metric   its name
 * @param matchers what stands in its braces
 */
public record Selector(String metric, List<Matcher> matchers) {

    /**
     * {@code label="text"}, or with another operator: {@code =~} and {@code !~} take a regular expression.
     */
    public record Matcher(String label, String operator, String text) {

        /** What it must be possible to find, as regular expressions: each alternative; nothing for what must not match. */
        List<String> wanted() {
            return operator.equals("=") ? List.of(text.replace(".", "\\.").replace("+", "\\+")) : operator.equals("=~") ? List.of(text.split("\\|")) : List.of();
        }
    }
}
