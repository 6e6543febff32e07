package dev.claviger.credential.console.environment;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import dev.claviger.contract.RateLimit;
import dev.claviger.credential.console.page.Moments;
import dev.claviger.credential.environment.EnvironmentView;

/** A limit in words: of whom, and how much. */
public record ToldLimit(String of, String text) {

    /** Those the environment has. */
    static List<ToldLimit> of(EnvironmentView environment) {
        List<ToldLimit> told = new ArrayList<>();
        add(told, "All applications together", environment.rateLimit());
        add(told, "Each application by itself", environment.clientRateLimit());
        add(told, "Quota of all together", environment.quota());
        add(told, "Quota of each by itself", environment.clientQuota());
        return told;
    }

    private static void add(List<ToldLimit> told, String of, RateLimit limit) {
        if (limit != null) {
            told.add(new ToldLimit(of, inWords(limit)));
        }
    }

    /** {@code 1,000 requests per minute}. */
    public static String inWords(RateLimit limit) {
        return String.format(Locale.ROOT, "%,d request%s per %s", limit.requests(), limit.requests() == 1 ? "" : "s", per(limit.per()));
    }

    /** {@code minute}, {@code 90 seconds}: as it stands behind "per". */
    public static String per(Duration per) {
        return Moments.exactSpan(per).replaceFirst("^1 ", "");
    }
}
