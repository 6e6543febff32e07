package dev.claviger.credential.console.application;

import java.util.Map;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import dev.claviger.contract.ClientId;
import dev.claviger.credential.application.Clients;
import dev.claviger.credential.console.page.FieldErrors;
import dev.claviger.credential.console.page.Frame;
import dev.claviger.credential.console.page.HiddenFields;
import dev.claviger.credential.console.page.Pages;
import dev.claviger.credential.console.page.Room;
import dev.claviger.credential.console.session.Operator;
import dev.claviger.credential.edge.JsonInput;
import io.smallrye.mutiny.Uni;

/** One application: looked at, disabled and enabled, deleted. */
@Path("/console/{tenant}/applications/{client_id}")
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
public class ApplicationResource {

    private final ApplicationView view;
    private final Clients clients;
    private final Operator operator;

    ApplicationResource(ApplicationView view, Clients clients, Operator operator) {
        this.view = view;
        this.clients = clients;
        this.operator = operator;
    }

    @GET
    @Consumes(MediaType.WILDCARD)
    public Uni<Response> look(@PathParam("client_id") ClientId id, @QueryParam("done") String done) {
        return view.detail(id, Done.said(done), FieldErrors.NONE).map(Pages::show);
    }

    @GET
    @Path("disable")
    @Consumes(MediaType.WILDCARD)
    public Uni<Response> beforeDisabling(@PathParam("client_id") ClientId id) {
        return view.client(id).chain(client -> view.evidence(client.view())
                .chain(evidence -> view.needed(id)
                        .map(needed -> Pages.show(ApplicationEnding.ofDisabling(Frame.of(operator, Room.APPLICATIONS), path(id), client.tag(), evidence, needed)))));
    }

    @POST
    @Path("disable")
    public Uni<Response> disable(@PathParam("client_id") ClientId id, @FormParam("version") String version) {
        return disabled(id, version, true).replaceWith(() -> Pages.leadTo(Done.DISABLED.on(path(id))));
    }

    @POST
    @Path("enable")
    public Uni<Response> enable(@PathParam("client_id") ClientId id, @FormParam("version") String version) {
        return disabled(id, version, false).replaceWith(() -> Pages.leadTo(Done.ENABLED.on(path(id))));
    }

    @GET
    @Path("delete")
    @Consumes(MediaType.WILDCARD)
    public Uni<Response> beforeDeleting(@PathParam("client_id") ClientId id) {
        return view.client(id).chain(client -> view.evidence(client.view())
                .chain(evidence -> view.needed(id)
                        .map(needed -> Pages.show(ApplicationEnding.ofDeletion(Frame.of(operator, Room.APPLICATIONS), path(id), client.tag(), evidence, needed)))));
    }

    @POST
    @Path("delete")
    public Uni<Response> delete(@PathParam("client_id") ClientId id, @FormParam("version") String version) {
        return clients.delete(operator.administrator(), operator.tenant(), id, HiddenFields.version(version))
                .replaceWith(() -> Pages.leadTo(Done.DELETED.on(Room.APPLICATIONS.path(operator.tenant()))));
    }

    private Uni<?> disabled(ClientId id, String version, boolean now) {
        return clients.change(operator.administrator(), operator.tenant(), id, HiddenFields.version(version), JsonInput.of(Map.of("disabled", now)));
    }

    private String path(ClientId id) {
        return ApplicationView.path(operator.tenant(), id);
    }
}
