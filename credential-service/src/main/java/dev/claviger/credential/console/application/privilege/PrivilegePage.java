package dev.claviger.credential.console.application.privilege;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedSet;
import java.util.stream.Collectors;

import dev.claviger.credential.console.application.SeenTime;
import dev.claviger.credential.console.page.FieldErrors;
import dev.claviger.credential.console.page.Frame;
import dev.claviger.credential.console.page.Moments;
import dev.claviger.credential.narrowing.ScopeUsageView;
import io.quarkus.qute.TemplateInstance;

/** What an application needs of what it has, as a page. */
final class PrivilegePage {

    private PrivilegePage() {
    }

    /**
     * @param back      the application's page
     * @param finding   what is proposed, or why nothing is
     * @param isWarning whether that is because not all of its use is known
     * @param isUnsure  whether some requests may have been its, or not
     * @param offered   scopes that are proposed, but not chosen by themselves; null where there are none
     * @param isOver    whether somebody else has changed the application since the form was opened
     */
    record Privilege(Frame frame, String title, String said, String back, String path, String version, String finding, SeenTime seen, boolean isWarning, boolean isUnsure,
            SortedSet<String> offered, List<ScopeLine> scopes, Preview preview, Taken taken,
            FieldErrors errors, boolean isOver) implements TemplateInstance {
    }

    /**
     * What would have been refused with what is chosen.
     *
     * @param isChange whether that is anything else than it has now
     */
    record Preview(SortedSet<String> scopes, List<Refused> refused, String requests, String tokenRequests, boolean isChange, boolean isEmpty, String button) {

        static Preview of(ScopeUsageView.Preview preview, SortedSet<String> registered) {
            boolean isLess = registered.containsAll(preview.scopes());
            return new Preview(preview.scopes(), preview.refused().stream().map(Refused::of).toList(), preview.requests() == 0 ? "" : Moments.counted(preview.requests(), "request"),
                    preview.tokenRequests() == 0 ? "" : Moments.counted(preview.tokenRequests(), "request") + " for tokens", !preview.scopes().equals(registered), preview.scopes().isEmpty(),
                    (isLess ? "Narrow to " : "Change to ") + (preview.scopes().size() == 1 ? "this scope" : "these " + preview.scopes().size() + " scopes"));
        }
    }

    /** One kind of request. */
    record Refused(String what, String where, String needs, String requests, String days, LocalDate lastOn) {

        static Refused of(ScopeUsageView.RouteView route) {
            String needs = route.needs().stream().map(scopes -> String.join(" + ", scopes)).collect(Collectors.joining(", or "));
            boolean isAtGateway = route.source().equals("gateway");
            return new Refused(isAtGateway ? route.route() : "Tokens by " + route.route(), route.environment(), (isAtGateway ? "" : "asking for ") + needs, Moments.times(route.requests()),
                    "on " + Moments.counted(route.days(), "day"), route.lastOn());
        }
    }

    /** What may be given back. */
    record Taken(SortedSet<String> scopes, Instant at) {
    }
}
