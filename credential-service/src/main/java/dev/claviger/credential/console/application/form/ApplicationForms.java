package dev.claviger.credential.console.application.form;

import java.util.List;

import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;

import dev.claviger.contract.ClientId;
import dev.claviger.credential.application.ClientView;
import dev.claviger.credential.console.application.ApplicationView;
import dev.claviger.credential.console.application.Catalogues;
import dev.claviger.credential.console.page.Addresses;
import dev.claviger.credential.console.page.Differences;
import dev.claviger.credential.console.page.FieldErrors;
import dev.claviger.credential.console.page.Frame;
import dev.claviger.credential.console.page.Pages;
import dev.claviger.credential.console.page.Room;
import dev.claviger.credential.console.session.Operator;
import dev.claviger.credential.edge.Tagged;
import dev.claviger.credential.problem.Problem;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;

/** The page on which an application is made or changed, before and after something was wrong with it. */
@Singleton
class ApplicationForms {

    private static final int CHANGED_MEANWHILE = 412;

    private final Catalogues catalogues;
    private final Operator operator;

    ApplicationForms(Catalogues catalogues, Operator operator) {
        this.catalogues = catalogues;
        this.operator = operator;
    }

    /**
     * @param meanwhile what somebody else has changed since the form was opened; nothing if nobody has
     * @param audit     where it stands who
     */
    record Edit(Frame frame, String title, String action, String back, ApplicationForm form, Choices choices, FieldErrors errors, List<String> meanwhile, String audit)
            implements TemplateInstance {
    }

    /** For a new one, in the environment that is most likely meant. */
    Uni<Edit> blank(String nonce) {
        return catalogues.environments(operator.tenant())
                .chain(known -> page(ApplicationForm.blank(known.size() == 1 ? known.get(0).name() : "", nonce), "", FieldErrors.NONE, List.of()));
    }

    Uni<Edit> of(Tagged<ClientView> client) {
        return page(ApplicationForm.of(client.view(), client.tag().value()), client.view().clientId(), FieldErrors.NONE, List.of());
    }

    Uni<Response> refused(ApplicationForm form, Problem problem) {
        return refused(form, "", problem);
    }

    Uni<Response> refused(ApplicationForm form, String id, Problem problem) {
        return page(form, id, form.worded(problem), List.of()).map(page -> Pages.show(problem.status(), page));
    }

    /** What was typed stays; sent again, it replaces what the other has done, which is told. */
    Uni<Response> overtaken(ApplicationForm form, Tagged<ClientView> now) {
        return page(form.at(now.tag().value()), now.view().clientId(), FieldErrors.NONE, Differences.told(form.told(), ApplicationForm.of(now.view(), now.tag().value()).told()))
                .map(page -> Pages.show(CHANGED_MEANWHILE, page));
    }

    private Uni<Edit> page(ApplicationForm form, String id, FieldErrors errors, List<String> meanwhile) {
        String path = id.isEmpty() ? Room.APPLICATIONS.path(operator.tenant()) : ApplicationView.path(operator.tenant(), new ClientId(id));
        return catalogues.environments(operator.tenant()).chain(environments -> catalogues.scopes()
                .map(scopes -> new Edit(Frame.of(operator, Room.APPLICATIONS), id.isEmpty() ? "New application" : "Edit an application", path + (id.isEmpty() ? "/new" : "/edit"), path, form,
                        Choices.of(form, environments, scopes, operator.administrator().isAdmin()), errors, meanwhile,
                        Addresses.of(Room.ACTIVITY.path(operator.tenant()) + "/audit", "about", id))));
    }
}
