package dev.claviger.credential.console.activity;

import java.util.Locale;
import java.util.Optional;

import dev.claviger.contract.refusal.Mender;
import dev.claviger.contract.refusal.RefusalReason;

/**
 * A reason in sentences.
 *
 * @param remedy empty for a reason of another release
 * @param who    can mend it; empty as well
 */
record RefusalWords(String meaning, String remedy, String who) {

    private static final String AT_GATEWAYS = "gateway";

    /** @param isOperator whether whoever reads it runs the installation */
    static RefusalWords of(String source, String reason, boolean isOperator) {
        Optional<RefusalWords> words = source.equals(AT_GATEWAYS) ? RefusalReason.of(reason).map(known -> words(known.meaning(), known.remedy(), known.mender(), isOperator))
                : TokenRefusal.of(reason).map(known -> words(known.meaning(), known.remedy(), known.mender(), isOperator));
        return words.orElseGet(() -> new RefusalWords(sentence(reason.replace('_', ' ')), "", ""));
    }

    static String where(String source) {
        return source.equals(AT_GATEWAYS) ? "gateway" : "token endpoint";
    }

    private static RefusalWords words(String meaning, String remedy, Mender mender, boolean isOperator) {
        return new RefusalWords(sentence(meaning), sentence(remedy), who(mender, isOperator));
    }

    private static String who(Mender mender, boolean isOperator) {
        return switch (mender) {
            case APPLICATION -> "Who runs the application";
            case ADMINISTRATOR -> "You";
            case API -> "Who runs the API";
            case OPERATOR -> isOperator ? "You" : "Who runs the platform";
        };
    }

    private static String sentence(String words) {
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1) + ".";
    }
}
