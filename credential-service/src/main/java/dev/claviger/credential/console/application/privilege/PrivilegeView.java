package dev.claviger.credential.console.application.privilege;

import java.util.Collection;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

import jakarta.inject.Singleton;

import dev.claviger.contract.ClientId;
import dev.claviger.contract.Scopes;
import dev.claviger.credential.application.ClientView;
import dev.claviger.credential.console.application.ApplicationView;
import dev.claviger.credential.console.application.Catalogues;
import dev.claviger.credential.console.application.SeenTime;
import dev.claviger.credential.console.page.FieldErrors;
import dev.claviger.credential.console.page.Frame;
import dev.claviger.credential.console.page.Moments;
import dev.claviger.credential.console.page.Room;
import dev.claviger.credential.console.session.Operator;
import dev.claviger.credential.edge.Tagged;
import dev.claviger.credential.narrowing.ScopeUsageView;
import dev.claviger.credential.narrowing.ScopeUsages;
import dev.claviger.pages.ShownName;
import io.smallrye.mutiny.Uni;

/** Reads what the page of an application's least privilege shows. */
@Singleton
class PrivilegeView {

    private final ApplicationView view;
    private final ScopeUsages usages;
    private final Catalogues catalogues;
    private final Operator operator;

    PrivilegeView(ApplicationView view, ScopeUsages usages, Catalogues catalogues, Operator operator) {
        this.view = view;
        this.usages = usages;
        this.catalogues = catalogues;
        this.operator = operator;
    }

    /** With the proposal chosen; where there is none, or too little was seen for it, with all that it has. */
    Uni<PrivilegePage.Privilege> proposed(ClientId id, String said) {
        return page(id, Optional.empty(), said, FieldErrors.NONE, false);
    }

    Uni<PrivilegePage.Privilege> chosen(ClientId id, Collection<String> chosen) {
        return chosen(id, chosen, FieldErrors.NONE, false);
    }

    /** @param isOver whether what was chosen was chosen before somebody else changed the application */
    Uni<PrivilegePage.Privilege> chosen(ClientId id, Collection<String> chosen, FieldErrors errors, boolean isOver) {
        return page(id, Optional.of(Scopes.of(chosen.stream().filter(Scopes::isName).toList())), "", errors, isOver);
    }

    private Uni<PrivilegePage.Privilege> page(ClientId id, Optional<Scopes> chosen, String said, FieldErrors errors, boolean isOver) {
        return view.client(id).chain(client -> usages.of(operator.tenant(), id, chosen)
                .chain(usage -> catalogues.scopes().map(catalogue -> {
                    SortedSet<String> registered = new TreeSet<>(client.view().scopes());
                    SeenTime seen = SeenTime.of(usage);
                    ScopeUsageView.Preview preview = chosen.isEmpty() && !seen.isWhole() ? null : usage.preview();
                    SortedSet<String> shown = preview == null ? registered : preview.scopes();
                    return new PrivilegePage.Privilege(Frame.of(operator, Room.APPLICATIONS), ShownName.of(client.view().name()), said, ApplicationView.path(operator.tenant(), id), path(id),
                            client.tag().value(), finding(usage, registered, seen), seen, usage.requestsOfUnknownNeed() > 0 || !seen.isWhole(), usage.requestsOfUnknownNeed() > 0,
                            seen.isWhole() || registered.equals(usage.proposal()) ? null : usage.proposal(), ScopeLine.of(usage, catalogue, shown),
                            preview == null ? null : PrivilegePage.Preview.of(preview, registered), taken(usage, client), errors, isOver);
                })));
    }

    String path(ClientId id) {
        return ApplicationView.path(operator.tenant(), id) + "/least-privilege";
    }

    private static PrivilegePage.Taken taken(ScopeUsageView usage, Tagged<ClientView> client) {
        return usage.taken() == null ? null : new PrivilegePage.Taken(usage.taken().scopes(), usage.taken().at());
    }

    private static String finding(ScopeUsageView usage, SortedSet<String> registered, SeenTime seen) {
        String found = found(usage, registered, seen);
        return seen.isWhole() ? found : found + " " + seen.warning() + " So all that it has stays chosen.";
    }

    private static String found(ScopeUsageView usage, SortedSet<String> registered, SeenTime seen) {
        if (usage.requestsOfUnknownNeed() > 0) {
            return Moments.counted(usage.requestsOfUnknownNeed(), "request") + " " + seen.of() + " may have been its, and nobody knows what they needed: there were too many applications at once to count each, or a route "
                    + "asks for more than can be told. So nothing is proposed; what is missing here may be the scope it needs.";
        }
        if (usage.proposal() == null) {
            return "No gateway has seen a request of it " + seen.in() + " that needed a scope. So nothing is proposed.";
        }
        if (usage.proposal().equals(registered)) {
            return "It has no more than its requests " + seen.of() + " needed.";
        }
        long going = registered.stream().filter(scope -> !usage.proposal().contains(scope)).count();
        return "Its requests " + seen.of() + " would have done without " + going + " of its " + Moments.counted(registered.size(), "scope") + ".";
    }
}
