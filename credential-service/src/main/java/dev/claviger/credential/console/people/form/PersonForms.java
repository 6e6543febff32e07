package dev.claviger.credential.console.people.form;

import java.util.ArrayList;
import java.util.List;

import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;

import dev.claviger.credential.account.person.PersonView;
import dev.claviger.credential.console.application.Catalogues;
import dev.claviger.credential.console.page.Differences;
import dev.claviger.credential.console.page.FieldErrors;
import dev.claviger.credential.console.page.Frame;
import dev.claviger.credential.console.page.Pages;
import dev.claviger.credential.console.page.Room;
import dev.claviger.credential.console.page.ScopeChoice;
import dev.claviger.credential.console.session.Operator;
import dev.claviger.credential.edge.Tagged;
import dev.claviger.credential.problem.Problem;
import dev.claviger.credential.tenant.PlatformTenant;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;

/** The page on which a person is invited or changed, before and after something was wrong with it. */
@Singleton
class PersonForms {

    private static final int CHANGED_MEANWHILE = 412;

    private final Catalogues catalogues;
    private final Operator operator;

    PersonForms(Catalogues catalogues, Operator operator) {
        this.catalogues = catalogues;
        this.operator = operator;
    }

    /** @param meanwhile what somebody else has changed since the form was opened; nothing if nobody has */
    record Edit(Frame frame, String title, String action, String back, TypedPerson form, List<RoleChoice> roles, List<ScopeChoice> choices, FieldErrors errors, List<String> meanwhile)
            implements TemplateInstance {

        /** Without what is personal. */
        @Override
        public String toString() {
            return form.toString();
        }
    }

    /** A role, and what it means to have it. */
    record RoleChoice(String value, String text, String about, boolean isChosen) {
    }

    Uni<Edit> blank(String nonce) {
        return page(TypedPerson.blank(nonce), "", FieldErrors.NONE, List.of());
    }

    Uni<Edit> of(Tagged<PersonView> person) {
        return page(TypedPerson.of(person.view(), person.tag().value()), Long.toString(person.view().id()), FieldErrors.NONE, List.of());
    }

    Uni<Response> refused(TypedPerson form, String id, Problem problem) {
        return page(form, id, form.worded(problem), List.of()).map(page -> Pages.show(problem.status(), page));
    }

    /** What was typed stays; sent again, it replaces what the other has done, which is told. */
    Uni<Response> overtaken(TypedPerson form, Tagged<PersonView> now) {
        return page(form.at(now.tag().value()), Long.toString(now.view().id()), FieldErrors.NONE, Differences.told(form.told(), TypedPerson.of(now.view(), now.tag().value()).told()))
                .map(page -> Pages.show(CHANGED_MEANWHILE, page));
    }

    private Uni<Edit> page(TypedPerson form, String id, FieldErrors errors, List<String> meanwhile) {
        String room = Room.PEOPLE.path(operator.tenant());
        String back = id.isEmpty() ? room : room + "/" + id;
        return catalogues.scopes().map(scopes -> new Edit(Frame.of(operator, Room.PEOPLE), id.isEmpty() ? "Invite somebody" : "Edit a person", back + (id.isEmpty() ? "/new" : "/edit"), back, form,
                roles(form.role()), ScopeChoice.of(scopes.stream().filter(scope -> !scope.builtIn()).toList(), form.scopes()), errors, meanwhile));
    }

    /** What is chosen already is offered, whoever asks. */
    private List<RoleChoice> roles(String chosen) {
        List<RoleChoice> roles = new ArrayList<>(List.of(role("member", "Member", "Signs in with applications, and looks after what is their own.", chosen),
                role("tenant_administrator", "Administrator", "Uses this console: applications, secrets, people and what there is to see of them.", chosen)));
        if (operator.tenant().equals(PlatformTenant.ID) && operator.administrator().isAdmin() || chosen.equals("platform_administrator")) {
            roles.add(role("platform_administrator", "Platform administrator", "May do everything, in every tenant.", chosen));
        }
        return roles;
    }

    private static RoleChoice role(String value, String text, String about, String chosen) {
        return new RoleChoice(value, text, about, value.equals(chosen));
    }
}
