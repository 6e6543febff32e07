package dev.claviger.credential.console.environment.explain;

import java.util.List;
import java.util.Optional;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * A gateway's answer, in its words.
 *
 * @param refused the reason; empty where the request would be forwarded
 * @param status  what a caller would be answered; 0 where it would be forwarded
 * @param failed  the check that says no, as people read it; empty where none does
 * @param mend    how that can be mended
 */
record Explanation(Optional<String> refused, int status, String failed, String mend, List<Check> checks) {

    private static final int MOST_CHECKS = 100;
    private static final int LONGEST = 2_000;

    /** @throws RuntimeException when it is not the answer of a gateway */
    static Explanation of(JsonObject answer) {
        JsonArray told = answer.getJsonArray("checks");
        List<Check> checks = told.stream().limit(MOST_CHECKS).map(check -> Check.of((JsonObject) check)).toList();
        return new Explanation(Optional.ofNullable(answer.getString("refused")).map(Explanation::clipped), answer.getInteger("status", 0),
                checks.stream().filter(check -> check.outcome().equals("failed")).findFirst().map(Check::meaning).orElse(""), clipped(answer.getString("mend", "")), checks);
    }

    private static String clipped(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }

    public boolean isForwarded() {
        return refused.isEmpty();
    }

    /**
     * One check.
     *
     * @param name    the gateway's: {@code scopes}
     * @param meaning a sentence that is true where it was passed
     * @param detail  what was found; empty where there is nothing to say
     */
    record Check(String name, String meaning, String outcome, String detail) {

        static Check of(JsonObject check) {
            return new Check(clipped(check.getString("check")), clipped(check.getString("meaning")), clipped(check.getString("outcome")), clipped(check.getString("detail", "")));
        }

        /** In words, also of outcomes that a later gateway may know. */
        public String said() {
            return switch (outcome) {
                case "passed" -> "Passed";
                case "failed" -> "Failed";
                case "not_needed" -> "Not needed";
                case "not_reached" -> "Not reached";
                case "not_asked" -> "Not asked";
                default -> outcome.replace('_', ' ');
            };
        }

        /** How its badge looks. */
        public String kind() {
            return switch (outcome) {
                case "passed" -> "good";
                case "failed" -> "high";
                case "not_asked" -> "medium";
                default -> "off";
            };
        }
    }
}
