package dev.claviger.credential.console.scope.form;

import java.util.List;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import dev.claviger.credential.console.application.Catalogues;
import dev.claviger.credential.console.page.FieldErrors;
import dev.claviger.credential.console.page.Frame;
import dev.claviger.credential.console.page.HiddenFields;
import dev.claviger.credential.console.page.Pages;
import dev.claviger.credential.console.page.Room;
import dev.claviger.credential.console.scope.Done;
import dev.claviger.credential.console.scope.OneScopeResource;
import dev.claviger.credential.console.session.ForPlatformAdministrators;
import dev.claviger.credential.console.session.Operator;
import dev.claviger.credential.problem.Problem;
import dev.claviger.credential.scope.Catalogue;
import dev.claviger.credential.scope.ScopeUses;
import dev.claviger.credential.scope.ScopeView;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;

/** The end of a scope, which has to be nobody's by then. */
@Path("/console/{tenant}/scopes/delete")
@ForPlatformAdministrators
public class ScopeDeletionResource {

    private static final int IN_USE = 409;

    private final Catalogue catalogue;
    private final Catalogues catalogues;
    private final ScopeUses uses;
    private final Operator operator;

    ScopeDeletionResource(Catalogue catalogue, Catalogues catalogues, ScopeUses uses, Operator operator) {
        this.catalogue = catalogue;
        this.catalogues = catalogues;
        this.uses = uses;
        this.operator = operator;
    }

    /** @param isFree whether nobody has it and nothing includes it, as far as this page knows */
    record Confirm(Frame frame, String title, String path, String back, String name, String version, List<String> has, boolean isFree, FieldErrors refused) implements TemplateInstance {
    }

    @GET
    public Uni<Response> ask(@QueryParam("name") String name) {
        return page(name == null ? "" : name, FieldErrors.NONE).map(Pages::show);
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Response> delete(@FormParam("name") String typed, @FormParam("version") String version) {
        String name = typed == null ? "" : typed;
        return catalogue.delete(operator.administrator(), name, HiddenFields.version(version))
                .replaceWith(() -> Pages.leadTo(Done.DELETED.on(Room.SCOPES.path(operator.tenant()))))
                .onFailure(refusal -> refusal instanceof Problem problem && problem.status() == IN_USE)
                .recoverWithUni(refusal -> page(name, FieldErrors.of((Problem) refusal)).map(page -> Pages.show(IN_USE, page)));
    }

    private Uni<Confirm> page(String name, FieldErrors refused) {
        String path = Room.SCOPES.path(operator.tenant());
        return catalogue.look(name).chain(scope -> catalogues.scopes().map(scopes -> scopes.stream().filter(other -> other.implies().contains(name)).map(ScopeView::name).toList())
                .chain(including -> uses.of(operator.administrator(), name).map(use -> {
                    List<String> has = ScopeForms.told(use);
                    if (!including.isEmpty()) {
                        has.add("It is included in " + String.join(", ", including) + ".");
                    }
                    return new Confirm(Frame.of(operator, Room.SCOPES), "Delete a scope", path, OneScopeResource.address(path, name), name, scope.tag().value(), has,
                            use.registered() == 0 && use.people() == 0 && including.isEmpty() && !scope.view().builtIn(), refused);
                })));
    }
}
