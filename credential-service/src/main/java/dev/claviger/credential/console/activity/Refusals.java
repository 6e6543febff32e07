package dev.claviger.credential.console.activity;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

import dev.claviger.contract.ClientId;
import dev.claviger.credential.console.page.Moments;
import dev.claviger.credential.usage.fact.Fact;
import dev.claviger.credential.usage.trend.ReasonSum;
import dev.claviger.credential.usage.trend.RefusedClient;
import dev.claviger.pages.ShownName;

/**
 * What was refused and why, as it is shown.
 *
 * @param asOf    to the second
 * @param isLive  whether it was asked for by the page that shows it
 */
public record Refusals(String asOf, boolean isLive, List<Reason> reasons) {

    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("HH:mm:ss 'UTC'", Locale.ENGLISH).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH).withZone(ZoneOffset.UTC);
    /** A tenant is refused for a dozen reasons in a bad week. */
    private static final int MOST_REASONS = 40;

    static Refusals of(Instant now, boolean isLive, List<Reason> reasons) {
        return new Refusals(SECOND.format(now), isLive, reasons);
    }

    /** One reason with its words. */
    public record Reason(String reason, RefusalWords words, String where, String requests, String lately) {

        static List<Reason> of(List<ReasonSum> sums, boolean isOperator, Instant now) {
            return sums.stream().limit(MOST_REASONS).map(sum -> new Reason(sum.reason(), RefusalWords.of(sum.source(), sum.reason(), isOperator), RefusalWords.where(sum.source()),
                    String.format(Locale.ROOT, "%,d", sum.requests()), lately(sum.lastHour(), now))).toList();
        }

        private static String lately(Instant hour, Instant now) {
            return hour.plusSeconds(3600).isAfter(now) ? "within this hour" : Moments.fromNow(hour);
        }
    }

    /**
     * Those refused most.
     *
     * @param since since when they are counted
     */
    public record Most(List<Refused> clients, String since) {

        /** @param applications where they are */
        static Most of(List<RefusedClient> clients, String applications, Instant since) {
            return new Most(clients.stream().map(client -> Refused.of(client, applications)).toList(), DATE.format(since));
        }
    }

    /** One application; its address is empty where it is none of those that are there. */
    public record Refused(String name, String path, String mostly, String requests) {

        /** @param applications where they are */
        static Refused of(RefusedClient client, String applications) {
            return new Refused(name(client), client.name().isPresent() ? applications + "/" + new ClientId(client.client()) : "",
                    RefusalWords.of(client.source(), client.reason(), false).meaning(), String.format(Locale.ROOT, "%,d", client.requests()));
        }

        private static String name(RefusedClient client) {
            return client.name().map(ShownName::of).orElse(client.client().equals(Fact.OTHER) ? "Others, too many to count by themselves" : client.client() + ", deleted since");
        }
    }
}
