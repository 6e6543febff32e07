package dev.claviger.credential.console.application;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

import dev.claviger.credential.console.page.Moments;
import dev.claviger.credential.narrowing.RegisteredScope;
import dev.claviger.credential.narrowing.ScopeUsageView;

/** Which of its scopes an application's requests needed in the last thirty days, for who is about to end it. */
public record NeededScopes(ScopeUsageView usage) {

    /** Of more the rest is a number: the page of least privilege has them all. */
    private static final int MOST = 8;

    /** @param environment where it may do all that */
    List<String> told(String environment) {
        List<String> told = new ArrayList<>();
        SeenTime seen = SeenTime.of(usage);
        List<RegisteredScope> needed = usage.scopes().stream().filter(scope -> scope.requests() > 0).sorted(Comparator.comparing(RegisteredScope::requests).reversed()).toList();
        List<RegisteredScope> others = usage.scopes().stream().filter(scope -> scope.requests() == 0).toList();
        if (needed.isEmpty()) {
            told.add("No gateway let a request of it through " + seen.in() + " that needed a scope. What it may do in " + environment + ": " + names(others) + ".");
        } else {
            told.add("Its requests in " + environment + " " + seen.of() + " needed " + listed(needed.stream().map(NeededScopes::use).toList()) + ".");
            if (!others.isEmpty()) {
                told.add("None of them needed " + names(others) + ", which it has as well.");
            }
        }
        if (!seen.isWhole()) {
            told.add(seen.warning());
        }
        if (usage.requestsOfUnknownNeed() > 0) {
            told.add(Moments.counted(usage.requestsOfUnknownNeed(), "further request") + " may have been its; what they needed is not known.");
        }
        return told;
    }

    private static String use(RegisteredScope scope) {
        return scope.name() + (scope.use() == RegisteredScope.Use.IMPLIED ? " for what it includes" : "") + " (" + Moments.times(scope.requests()) + ", last " + Moments.fromNow(scope.lastOn()) + ")";
    }

    private static String names(List<RegisteredScope> scopes) {
        return listed(scopes.stream().map(RegisteredScope::name).toList());
    }

    private static String listed(List<String> texts) {
        return texts.stream().limit(MOST).collect(Collectors.joining(", ")) + (texts.size() > MOST ? " and " + (texts.size() - MOST) + " more" : "");
    }
}
