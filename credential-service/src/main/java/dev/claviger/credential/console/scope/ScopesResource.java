package dev.claviger.credential.console.scope;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;

import dev.claviger.credential.console.application.Catalogues;
import dev.claviger.credential.console.page.Addresses;
import dev.claviger.credential.console.page.Frame;
import dev.claviger.credential.console.page.Pages;
import dev.claviger.credential.console.page.Room;
import dev.claviger.credential.console.session.Operator;
import dev.claviger.credential.edge.PageRequest;
import dev.claviger.credential.narrowing.holder.ScopeHolding;
import dev.claviger.credential.narrowing.holder.ScopeHoldings;
import dev.claviger.credential.scope.ScopeView;
import dev.claviger.pages.ShownName;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;

/** The catalogue as a tenant's administrator needs it: which scopes there are, what includes what, how many applications have each, and whether anybody needs it. */
@Path("/console/{tenant}/scopes")
public class ScopesResource {

    /** Trees are shown whole, so a page is as long as this and the rest of a tree. */
    private static final int LINES = 60;

    private final Catalogues catalogues;
    private final ScopeHoldings holdings;
    private final Operator operator;

    ScopesResource(Catalogues catalogues, ScopeHoldings holdings, Operator operator) {
        this.catalogues = catalogues;
        this.holdings = holdings;
        this.operator = operator;
    }

    @GET
    public Uni<Response> list(@QueryParam("search") String typed, @QueryParam("after") String after, @QueryParam("done") String done) {
        String search = PageRequest.given(typed).map(String::strip).orElse("");
        return catalogues.scopes().chain(scopes -> holdings.of(operator.tenant())
                .map(known -> Pages.show(page(scopes, known.stream().collect(Collectors.toMap(ScopeHolding::scope, Function.identity())), search, PageRequest.given(after), Done.said(done)))));
    }

    private Scopes page(List<ScopeView> scopes, Map<String, ScopeHolding> holdings, String search, Optional<String> after, String said) {
        List<ScopeTree.Branch> drawn = search.isEmpty() ? ScopeTree.of(scopes) : ScopeTree.of(scopes, scope -> isMatch(scope, search.toLowerCase(Locale.ROOT)));
        int from = after.map(root -> start(drawn, root)).orElse(0);
        int to = end(drawn, from);
        String path = Room.SCOPES.path(operator.tenant());
        return new Scopes(Frame.of(operator, Room.SCOPES), "Scopes", said, path, search, operator.administrator().isAdmin(),
                drawn.subList(from, to).stream().map(branch -> row(branch, path, holdings.getOrDefault(branch.scope().name(), ScopeHolding.none(branch.scope().name())))).toList(),
                from == 0 ? "" : Addresses.of(path, "search", search),
                to == drawn.size() ? "" : Addresses.of(path, "search", search, "after", drawn.get(to).scope().name()));
    }

    private static boolean isMatch(ScopeView scope, String words) {
        String text = (scope.name() + " " + scope.description()).toLowerCase(Locale.ROOT);
        return List.of(words.split("\\s+")).stream().allMatch(text::contains);
    }

    /** The line at the margin with which a page begins; the first where it is gone. */
    private static int start(List<ScopeTree.Branch> drawn, String root) {
        for (int i = 0; i < drawn.size(); i++) {
            if (drawn.get(i).depth() == 0 && drawn.get(i).scope().name().equals(root)) {
                return i;
            }
        }
        return 0;
    }

    private static int end(List<ScopeTree.Branch> drawn, int from) {
        int end = Math.min(from + LINES, drawn.size());
        while (end < drawn.size() && drawn.get(end).depth() > 0) {
            end++;
        }
        return end;
    }

    private static ScopeRow row(ScopeTree.Branch branch, String path, ScopeHolding holding) {
        ScopeView scope = branch.scope();
        return new ScopeRow(branch.depth(), scope.name(), OneScopeResource.address(path, scope.name()), ShownName.sentence(scope.description()), scope.criticality(), branch.parent(),
                branch.others(), branch.isAgain(), branch.isAgain() ? scope.implies() : List.of(), holding, !scope.builtIn());
    }

    /** @param later the next page; empty on the last. {@code first} is empty on the first */
    record Scopes(Frame frame, String title, String said, String path, String search, boolean mayWrite, List<ScopeRow> rows, String first, String later) implements TemplateInstance {
    }
}
