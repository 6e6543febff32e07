package dev.claviger.credential.leak;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * What became of one reported text, in the words GitHub asks partners for.
 *
 * @param tokenHash which text this is about
 * @param tokenType as it was reported
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Verdict(@JsonProperty("token_hash") String tokenHash, @JsonProperty("token_type") String tokenType, @JsonProperty("label") Label label) {

    static Verdict on(ReportedSecret reported, boolean wasOurs) {
        return new Verdict(reported.hash(), reported.type().orElse(null), wasOurs ? Label.TRUE_POSITIVE : Label.FALSE_POSITIVE);
    }

    /** Whether it was a secret of ours, revoked already or now; nothing more is told. */
    enum Label {
        TRUE_POSITIVE("true_positive"), FALSE_POSITIVE("false_positive");

        private final String text;

        Label(String text) {
            this.text = text;
        }

        @JsonValue
        @Override
        public String toString() {
            return text;
        }
    }
}
