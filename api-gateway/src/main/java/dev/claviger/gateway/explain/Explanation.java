package dev.claviger.gateway.explain;

import dev.claviger.gateway.refuse.Refusal;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The answer: every check in order, and of the first that says no, how to mend it.
 *
 * @param refusal null when the request would go to the upstream
 */
record Explanation(Refusal refusal, List<Step> steps) {

    /** What came of a check. */
    enum Outcome {
        PASSED, FAILED, NOT_NEEDED, NOT_REACHED,
        /** What would know is not here, and was not asked. */
        NOT_ASKED
    }

    /** @param detail what was found; empty when there is nothing to say */
    record Step(Check check, Outcome outcome, String detail) {
    }

    /** What a reason says by itself: up to where the request came, and no more. */
    static Explanation of(Refusal refusal) {
        Check failed = Check.of(refusal);
        List<Step> steps = new ArrayList<>();
        for (Check check : Check.values()) {
            steps.add(new Step(check, check == failed ? Outcome.FAILED : check.compareTo(failed) < 0 ? Outcome.PASSED : Outcome.NOT_REACHED, ""));
        }
        return new Explanation(refusal, steps);
    }

    JsonObject toJson() {
        JsonObject answer = new JsonObject().put("outcome", refusal == null ? "forwarded" : "refused");
        if (refusal != null) {
            answer.put("refused", refusal.label()).put("status", refusal.status()).put("failed", Check.of(refusal).label()).put("mend", Remedy.of(refusal));
        }
        JsonArray checks = new JsonArray();
        for (Step step : steps) {
            JsonObject check = new JsonObject().put("check", step.check().label()).put("meaning", step.check().meaning())
                    .put("outcome", step.outcome().name().toLowerCase(Locale.ROOT));
            checks.add(step.detail().isEmpty() ? check : check.put("detail", step.detail()));
        }
        return answer.put("checks", checks);
    }
}
