package dev.claviger.credential.console.environment;

import java.util.List;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import dev.claviger.contract.EnvironmentName;
import dev.claviger.credential.application.Residents;
import dev.claviger.credential.console.page.Frame;
import dev.claviger.credential.console.page.HiddenFields;
import dev.claviger.credential.console.page.Pages;
import dev.claviger.credential.console.page.Room;
import dev.claviger.credential.console.session.ForPlatformAdministrators;
import dev.claviger.credential.console.session.Operator;
import dev.claviger.credential.edge.Tagged;
import dev.claviger.credential.environment.EnvironmentView;
import dev.claviger.credential.environment.Environments;
import io.smallrye.mutiny.Uni;

/** Deleting an environment, after it was said what stops. */
@Path("/console/{tenant}/environments/named/{environment}/delete")
@ForPlatformAdministrators
public class EnvironmentDeletionResource {

    private static final int SHOWN = 20;

    private final Environments environments;
    private final Residents residents;
    private final Operator operator;

    EnvironmentDeletionResource(Environments environments, Residents residents, Operator operator) {
        this.environments = environments;
        this.residents = residents;
        this.operator = operator;
    }

    @GET
    public Uni<Response> before(@PathParam("environment") EnvironmentName name) {
        return environments.look(operator.tenant(), name).chain(environment -> residents.count(operator.tenant(), name)
                .chain(count -> residents.latelyUsed(operator.tenant(), name, SHOWN).map(lately -> Pages.show(page(environment, count, lately)))));
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Response> delete(@PathParam("environment") EnvironmentName name, @FormParam("version") String version) {
        return environments.delete(operator.administrator(), operator.tenant(), name, HiddenFields.version(version))
                .replaceWith(() -> Pages.leadTo(Done.DELETED.on(Room.ENVIRONMENTS.path(operator.tenant()))));
    }

    private EnvironmentPages.Delete page(Tagged<EnvironmentView> environment, long count, List<Residents.Resident> lately) {
        String applications = Room.APPLICATIONS.path(operator.tenant());
        return new EnvironmentPages.Delete(Frame.of(operator, Room.ENVIRONMENTS), "Delete " + environment.view().name(), EnvironmentAddress.of(operator.tenant(), environment.view().name()),
                environment.tag().value(), environment.view(), count, lately.stream().map(resident -> EnvironmentPages.Used.of(resident, applications)).toList(), count - lately.size());
    }
}
