package dev.claviger.credential.console.scope.form;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;

import dev.claviger.credential.console.page.HiddenFields;
import dev.claviger.credential.console.page.Pages;
import dev.claviger.credential.console.page.Room;
import dev.claviger.credential.console.scope.Done;
import dev.claviger.credential.console.session.ForPlatformAdministrators;
import dev.claviger.credential.console.session.Operator;
import dev.claviger.credential.problem.Problem;
import dev.claviger.credential.scope.Catalogue;
import io.smallrye.mutiny.Uni;

/** Making a scope and changing one. The catalogue is all tenants', so it is for administrators of the platform. */
@Path("/console/{tenant}/scopes")
@ForPlatformAdministrators
public class ScopeFormResource {

    private static final int CHANGED_MEANWHILE = 412;
    private static final String NEVER_REPLACE = "*";

    private final ScopeForms forms;
    private final Catalogue catalogue;
    private final Operator operator;

    ScopeFormResource(ScopeForms forms, Catalogue catalogue, Operator operator) {
        this.forms = forms;
        this.catalogue = catalogue;
        this.operator = operator;
    }

    @GET
    @Path("new")
    public Uni<Response> blank() {
        return forms.page(ScopeFields.blank()).map(Pages::show);
    }

    @POST
    @Path("new")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Response> create(MultivaluedMap<String, String> posted) {
        ScopeFields form = ScopeFields.of(posted).at("");
        return catalogue.put(operator.administrator(), form.input(), null, NEVER_REPLACE)
                .map(put -> Pages.leadTo(Done.CREATED.on(Room.SCOPES.path(operator.tenant()) + "/one", "name", form.name())))
                .onFailure(Problem.class).recoverWithUni(refusal -> refused(form, (Problem) refusal));
    }

    @GET
    @Path("edit")
    public Uni<Response> form(@QueryParam("name") String name) {
        return catalogue.look(name == null ? "" : name).chain(scope -> forms.page(ScopeFields.of(scope.view(), scope.tag().value()))).map(Pages::show);
    }

    @POST
    @Path("edit")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Response> change(MultivaluedMap<String, String> posted) {
        ScopeFields form = ScopeFields.of(posted);
        return catalogue.put(operator.administrator(), form.input(), HiddenFields.version(form.version()), null)
                .map(put -> Pages.leadTo(Done.SAVED.on(Room.SCOPES.path(operator.tenant()) + "/one", "name", form.name())))
                .onFailure(Problem.class).recoverWithUni(refusal -> refused(form, (Problem) refusal));
    }

    private Uni<Response> refused(ScopeFields form, Problem problem) {
        return problem.status() == CHANGED_MEANWHILE && !form.isNew() ? catalogue.look(form.name()).chain(now -> forms.overtaken(form, now)) : forms.refused(form, problem);
    }
}
