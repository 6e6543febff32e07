package dev.claviger.credential.console.scope.form;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;

import dev.claviger.credential.console.application.Catalogues;
import dev.claviger.credential.console.page.Addresses;
import dev.claviger.credential.console.page.FieldErrors;
import dev.claviger.credential.console.page.Frame;
import dev.claviger.credential.console.page.Moments;
import dev.claviger.credential.console.page.Pages;
import dev.claviger.credential.console.page.Room;
import dev.claviger.credential.console.page.ScopeChoice;
import dev.claviger.credential.console.scope.OneScopeResource;
import dev.claviger.credential.console.session.Operator;
import dev.claviger.credential.edge.Tagged;
import dev.claviger.credential.problem.Problem;
import dev.claviger.credential.scope.ScopeUse;
import dev.claviger.credential.scope.ScopeUses;
import dev.claviger.credential.scope.ScopeView;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;

/** The page on which a scope is made or changed, before and after something was wrong with it. */
@Singleton
class ScopeForms {

    private static final int CHANGED_MEANWHILE = 412;
    private static final List<String> CRITICALITIES = List.of("low", "medium", "high");

    private final Catalogues catalogues;
    private final ScopeUses uses;
    private final Operator operator;

    ScopeForms(Catalogues catalogues, ScopeUses uses, Operator operator) {
        this.catalogues = catalogues;
        this.uses = uses;
        this.operator = operator;
    }

    /**
     * @param again     where the form is opened anew
     * @param has       who has the scope, in all tenants; nothing for a new one
     * @param meanwhile what somebody else has changed since the form was opened; nothing if nobody has
     */
    record Edit(Frame frame, String title, String action, String again, String back, boolean isNew, ScopeFields form, List<String> criticalities, List<ScopeChoice> implied, List<String> has, FieldErrors errors,
            List<String> meanwhile) implements TemplateInstance {
    }

    Uni<Edit> page(ScopeFields form) {
        return page(form, FieldErrors.NONE, List.of());
    }

    Uni<Response> refused(ScopeFields form, Problem problem) {
        return page(form, form.worded(problem), List.of()).map(page -> Pages.show(problem.status(), page));
    }

    /** What was typed stays; sent again, it replaces what the other has done, which is told. */
    Uni<Response> overtaken(ScopeFields form, Tagged<ScopeView> now) {
        return page(form.at(now.tag().value()), FieldErrors.NONE, differences(form, ScopeFields.of(now.view(), ""))).map(page -> Pages.show(CHANGED_MEANWHILE, page));
    }

    private Uni<Edit> page(ScopeFields form, FieldErrors errors, List<String> meanwhile) {
        String path = Room.SCOPES.path(operator.tenant());
        return catalogues.scopes().chain(scopes -> has(form).map(has -> new Edit(Frame.of(operator, Room.SCOPES), form.isNew() ? "New scope" : "Edit a scope", path + (form.isNew() ? "/new" : "/edit"), Addresses.of(path + "/edit", "name", form.name()),
                form.isNew() ? path : OneScopeResource.address(path, form.name()), form.isNew(), form, CRITICALITIES,
                ScopeChoice.of(scopes.stream().filter(scope -> !scope.builtIn() && !(scope.name().equals(form.name()) && !form.isNew())).toList(), form.implies()), has, errors, meanwhile)));
    }

    private Uni<List<String>> has(ScopeFields form) {
        return form.isNew() ? Uni.createFrom().item(List.of()) : uses.of(operator.administrator(), form.name()).map(ScopeForms::told);
    }

    /** For who is about to change it. */
    static List<String> told(ScopeUse use) {
        List<String> told = new ArrayList<>();
        if (use.holders() == 0) {
            told.add("No application has it.");
        } else {
            told.add(Moments.counted(use.holders(), "application") + " of " + Moments.counted(use.tenants(), "tenant") + " " + (use.holders() == 1 ? "has" : "have") + " it, "
                    + (use.registered() == use.holders() ? "all by itself" : Moments.grouped(use.registered()) + " by itself and the others by a scope that includes it")
                    + ": " + String.join(", ", use.largest().stream().map(of -> of.tenant() + " (" + Moments.grouped(of.holders()) + ")").toList()) + (use.tenants() > use.largest().size() ? " and more." : "."));
        }
        if (use.people() > 0) {
            told.add(Moments.counted(use.people(), "person", "people") + " may give no more than it, and what else they are limited to.");
        }
        return told;
    }

    private static List<String> differences(ScopeFields typed, ScopeFields now) {
        List<String> told = Stream.of(difference("Description", typed.description(), now.description()), difference("Criticality", typed.criticality(), now.criticality()),
                difference("What it includes", String.join(", ", new TreeSet<>(typed.implies())), String.join(", ", new TreeSet<>(now.implies()))),
                difference("Whom a token may stand for", String.join(", ", new TreeSet<>(typed.tokenTypes())), String.join(", ", new TreeSet<>(now.tokenTypes()))))
                .filter(text -> !text.isEmpty()).toList();
        return told.isEmpty() ? List.of("What they changed is what you typed as well.") : told;
    }

    private static String difference(String what, String mine, String now) {
        return mine.equals(now) ? "" : what + " is now: " + (now.isEmpty() ? "nothing" : now);
    }
}
