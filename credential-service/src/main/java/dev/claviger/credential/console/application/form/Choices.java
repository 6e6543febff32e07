package dev.claviger.credential.console.application.form;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.claviger.contract.Scopes;
import dev.claviger.contract.person.Person;
import dev.claviger.credential.console.page.LifetimeChoice;
import dev.claviger.credential.console.page.ScopeChoice;
import dev.claviger.credential.environment.EnvironmentView;
import dev.claviger.credential.scope.ScopeView;

/**
 * What a form offers to choose from. What is chosen already is offered, whatever it is.
 *
 * @param api    scopes of the tenant's API
 * @param people scopes that say who signed in
 * @param own    scopes that administer Claviger itself; only for who may give them
 */
record Choices(List<Choice> environments, List<ScopeChoice> api, List<ScopeChoice> people, List<ScopeChoice> own, List<LifetimeChoice> tokenLifetimes, List<LifetimeChoice> secretLifetimes) {

    private static final List<Duration> OF_TOKENS = List.of(Duration.ofMinutes(5), Duration.ofMinutes(15), Duration.ofMinutes(30), Duration.ofHours(1), Duration.ofHours(8), Duration.ofDays(1));
    private static final List<Duration> OF_SECRETS = List.of(Duration.ofDays(30), Duration.ofDays(90), Duration.ofDays(180), Duration.ofDays(365), Duration.ofDays(730));

    static Choices of(ApplicationForm form, List<EnvironmentView> environments, List<ScopeView> scopes, boolean isPlatform) {
        return new Choices(environments(form, environments), ScopeChoice.of(scopes.stream().filter(scope -> !scope.builtIn()).toList(), form.scopes()),
                ScopeChoice.of(scopes.stream().filter(scope -> Person.OF_EVERY_PERSON.contains(scope.name())).toList(), form.scopes()),
                ScopeChoice.of(scopes.stream().filter(scope -> Scopes.isBuiltIn(scope.name())).filter(scope -> isPlatform || form.scopes().contains(scope.name())).toList(), form.scopes()),
                LifetimeChoice.of(OF_TOKENS, form.tokenLifetime(), "as usual here"), LifetimeChoice.of(OF_SECRETS, form.secretLifetime(), "never"));
    }

    private static List<Choice> environments(ApplicationForm form, List<EnvironmentView> known) {
        List<Choice> choices = new ArrayList<>();
        known.forEach(environment -> choices.add(new Choice(environment.name(), environment.name() + environment.hosts().stream().findFirst().map(host -> " · " + host).orElse(""),
                environment.name().equals(form.environment()))));
        if (!form.environment().isEmpty() && choices.stream().noneMatch(Choice::isChosen)) {
            choices.add(new Choice(form.environment(), form.environment() + " (is gone)", true));
        }
        return choices;
    }

    /** One of a list. */
    record Choice(String value, String text, boolean isChosen) {
    }
}
