package dev.claviger.credential.console.environment.form;

import java.util.List;

import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;

import dev.claviger.credential.console.environment.EnvironmentAddress;
import dev.claviger.credential.console.page.Differences;
import dev.claviger.credential.console.page.FieldErrors;
import dev.claviger.credential.console.page.Frame;
import dev.claviger.credential.console.page.Pages;
import dev.claviger.credential.console.page.Room;
import dev.claviger.credential.console.session.Operator;
import dev.claviger.credential.edge.Tagged;
import dev.claviger.credential.environment.EnvironmentView;
import dev.claviger.credential.problem.Problem;
import io.quarkus.qute.TemplateInstance;

/** The page on which an environment is made or changed, before and after something was wrong with it. */
@Singleton
class EnvironmentForms {

    private static final int CHANGED_MEANWHILE = 412;

    private final Operator operator;

    EnvironmentForms(Operator operator) {
        this.operator = operator;
    }

    /**
     * @param meanwhile what somebody else has changed since the form was opened; nothing if nobody has
     */
    record Edit(Frame frame, String title, String action, String back, EnvironmentForm form, FieldErrors errors, List<String> meanwhile) implements TemplateInstance {
    }

    Edit page(EnvironmentForm form) {
        return page(form, FieldErrors.NONE, List.of());
    }

    Response refused(EnvironmentForm form, Problem problem) {
        return Pages.show(problem.status(), page(form, form.worded(problem), List.of()));
    }

    /** What was typed stays; sent again, it replaces what the other has done, which is told. */
    Response overtaken(EnvironmentForm form, Tagged<EnvironmentView> now) {
        EnvironmentForm theirs = EnvironmentForm.of(now.view(), now.tag().value());
        return Pages.show(CHANGED_MEANWHILE, page(form.at(theirs.version()), FieldErrors.NONE, Differences.told(form.told(), theirs.told())));
    }

    private Edit page(EnvironmentForm form, FieldErrors errors, List<String> meanwhile) {
        String room = Room.ENVIRONMENTS.path(operator.tenant());
        String path = form.isNew() ? room : EnvironmentAddress.of(operator.tenant(), form.name());
        return new Edit(Frame.of(operator, Room.ENVIRONMENTS), form.isNew() ? "New environment" : "Edit " + form.name(), path + (form.isNew() ? "/new" : "/edit"), path, form, errors, meanwhile);
    }
}
