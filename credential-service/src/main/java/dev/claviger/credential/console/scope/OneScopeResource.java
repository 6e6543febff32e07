package dev.claviger.credential.console.scope;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;

import dev.claviger.contract.ClientId;
import dev.claviger.credential.console.application.ApplicationView;
import dev.claviger.credential.console.application.Catalogues;
import dev.claviger.credential.console.page.Addresses;
import dev.claviger.credential.console.page.Frame;
import dev.claviger.credential.console.page.Moments;
import dev.claviger.credential.console.page.Pages;
import dev.claviger.credential.console.page.Room;
import dev.claviger.credential.console.session.Operator;
import dev.claviger.credential.edge.PageRequest;
import dev.claviger.credential.narrowing.holder.HolderCounts;
import dev.claviger.credential.narrowing.holder.LastUse;
import dev.claviger.credential.narrowing.holder.ScopeHolder;
import dev.claviger.credential.narrowing.holder.ScopeHolderPage;
import dev.claviger.credential.narrowing.holder.ScopeHolders;
import dev.claviger.credential.problem.Problem;
import dev.claviger.credential.scope.ScopeView;
import dev.claviger.credential.usage.UsageConfig;
import dev.claviger.credential.usage.fact.Period;
import dev.claviger.credential.usage.fact.UsageFacts;
import dev.claviger.pages.ShownName;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;

/** One scope: what it is, which of the tenant's applications have it, which of them need it, and which never did. */
@Path("/console/{tenant}/scopes/one")
public class OneScopeResource {

    private static final String LINES = "25";
    private static final Duration LATELY = Duration.ofDays(30);

    private final Catalogues catalogues;
    private final ScopeHolders holders;
    private final UsageFacts facts;
    private final UsageConfig config;
    private final Operator operator;
    private final Clock clock;

    OneScopeResource(Catalogues catalogues, ScopeHolders holders, UsageFacts facts, UsageConfig config, Operator operator, Clock clock) {
        this.catalogues = catalogues;
        this.holders = holders;
        this.facts = facts;
        this.config = config;
        this.operator = operator;
        this.clock = clock;
    }

    /** @param path of the room */
    public static String address(String path, String scope) {
        return Addresses.of(path + "/one", "name", scope);
    }

    @GET
    public Uni<Response> look(@QueryParam("name") String name, @QueryParam("needed") String asked, @QueryParam("after") String after, @QueryParam("done") String done) {
        Optional<LastUse> use = LastUse.asked(asked);
        Instant now = clock.instant();
        Period lately = new Period(now.minus(LATELY).truncatedTo(ChronoUnit.DAYS), now.plusMillis(1));
        return catalogues.scopes().map(scopes -> Known.of(name, scopes)).chain(known -> holders.of(operator.tenant(), known.scope().name(), use, PageRequest.of(LINES, after))
                .chain(found -> facts.uncounted(operator.tenant(), Optional.empty(), lately)
                        .chain(uncounted -> facts.countedSince().map(counted -> new Counted(uncounted, counted.map(since -> known(since, now)), lately)))
                        .map(counted -> Pages.show(page(known, found, use, PageRequest.given(after).isPresent(), counted, Done.said(done))))));
    }

    /** What was counted longer ago is forgotten. */
    private LocalDate known(Instant since, Instant now) {
        Instant kept = now.minus(config.daysKept());
        return LocalDate.ofInstant(since.isAfter(kept) ? since : kept, ZoneOffset.UTC);
    }

    private One page(Known known, ScopeHolderPage found, Optional<LastUse> use, boolean isLater, Counted counted, String said) {
        String path = Room.SCOPES.path(operator.tenant());
        String name = known.scope().name();
        return new One(Frame.of(operator, Room.SCOPES), name, said, path, Addresses.of("", "name", name), known.scope(), ShownName.sentence(known.scope().description()),
                links(known.includes(), path), links(known.includedIn(), path), found.all(), tabs(path, name, found.all(), counted, use),
                found.items().stream().map(this::line).toList(), counted.missing() == 0 ? "" : Moments.grouped(counted.missing()), counted.warning(), operator.administrator().isAdmin(), isLater ? address(path, name, use, "") : "",
                found.next() == null ? "" : address(path, name, use, found.next()));
    }

    private static List<Link> links(List<String> names, String path) {
        return names.stream().map(name -> new Link(name, address(path, name), false)).toList();
    }

    private static List<Link> tabs(String path, String name, HolderCounts all, Counted counted, Optional<LastUse> current) {
        List<Link> tabs = new ArrayList<>(List.of(new Link("All " + Moments.grouped(all.holders()), address(path, name, Optional.empty(), ""), current.isEmpty())));
        Arrays.stream(LastUse.values()).forEach(use -> tabs.add(new Link(label(use, counted) + " " + Moments.grouped(all.of(use)), address(path, name, Optional.of(use), ""), current.filter(use::equals).isPresent())));
        return tabs;
    }

    private static String label(LastUse use, Counted counted) {
        return switch (use) {
            case LATELY -> "Needed it in 30 days";
            case EARLIER -> "Before that";
            case NEVER -> "Never" + counted.since().map(day -> ", since " + Moments.exactly(day)).orElse("");
        };
    }

    private static String address(String path, String name, Optional<LastUse> use, String after) {
        return Addresses.of(path + "/one", "name", name, "needed", use.map(LastUse::parameter).orElse(""), "after", after);
    }

    private Line line(ScopeHolder holder) {
        return new Line(holder, ShownName.of(holder.name()), ApplicationView.path(operator.tenant(), new ClientId(holder.clientId())));
    }

    /** Of the catalogue what concerns one scope. */
    private record Known(ScopeView scope, List<String> includes, List<String> includedIn) {

        /** @throws Problem 404 */
        static Known of(String name, List<ScopeView> scopes) {
            ScopeView scope = scopes.stream().filter(known -> known.name().equals(name)).findFirst().orElseThrow(() -> Problem.notFound("scope"));
            return new Known(scope, scope.implies().stream().sorted().toList(), scopes.stream().filter(other -> other.implies().contains(name)).map(ScopeView::name).toList());
        }
    }

    /**
     * What those who never needed it are judged by.
     *
     * @param missing requests that may have been anybody's
     * @param since   the first day of which it is known; empty when no gateway has counted
     * @param lately  what is told apart
     */
    private record Counted(long missing, Optional<LocalDate> since, Period lately) {

        String warning() {
            if (since.isEmpty()) {
                return "No gateway has counted a request yet. So nobody is said not to need it.";
            }
            return since.get().isAfter(LocalDate.ofInstant(lately.from(), ZoneOffset.UTC)) ? "Requests are counted since " + Moments.exactly(since.get()) + " only. Who has not needed it since may need it once a week or once a month." : "";
        }
    }

    /**
     * @param query     which scope it is, for the addresses of what can be done with it
     * @param uncounted requests that may have been anybody's; empty where there is none
     * @param warning   that less than a month was counted; empty where it was more
     * @param later     the next page; empty on the last. {@code first} is empty on the first
     */
    record One(Frame frame, String title, String said, String path, String query, ScopeView scope, String description, List<Link> includes, List<Link> includedIn, HolderCounts all,
            List<Link> tabs, List<Line> lines, String uncounted, String warning, boolean mayWrite, String first, String later) implements TemplateInstance {
    }

    /** Where else to go. */
    record Link(String text, String path, boolean isCurrent) {
    }

    /** One application that has it. */
    record Line(ScopeHolder holder, String name, String path) {
    }
}
