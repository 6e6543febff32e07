package dev.claviger.credential.console.environment;

import java.util.List;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;

import dev.claviger.credential.console.page.Frame;
import dev.claviger.credential.console.page.Pages;
import dev.claviger.credential.console.page.Room;
import dev.claviger.credential.console.session.Operator;
import dev.claviger.credential.edge.Page;
import dev.claviger.credential.edge.PageRequest;
import dev.claviger.credential.environment.EnvironmentView;
import dev.claviger.credential.environment.Environments;
import io.smallrye.mutiny.Uni;

/** A tenant's environments, by name. */
@Path("/console/{tenant}/environments")
public class EnvironmentListResource {

    private static final String LINES = "25";

    private final Environments environments;
    private final Operator operator;

    EnvironmentListResource(Environments environments, Operator operator) {
        this.environments = environments;
        this.operator = operator;
    }

    @GET
    public Uni<Response> list(@QueryParam("after") String after, @QueryParam("done") String done) {
        return environments.list(operator.tenant(), PageRequest.of(LINES, after))
                .map(page -> Pages.show(environments(page, PageRequest.given(after).isPresent(), Done.said(done))));
    }

    private EnvironmentPages.Environments environments(Page<EnvironmentView> page, boolean isLater, String said) {
        String path = Room.ENVIRONMENTS.path(operator.tenant());
        boolean isPlatform = operator.administrator().isAdmin();
        List<EnvironmentPages.Line> lines = page.items().stream().map(environment -> EnvironmentPages.Line.of(environment, EnvironmentAddress.of(operator.tenant(), environment.name()))).toList();
        return new EnvironmentPages.Environments(Frame.of(operator, Room.ENVIRONMENTS), "Environments", isPlatform ? Part.all(operator.tenant(), Part.Of.ENVIRONMENTS) : List.of(), said, path, isPlatform, lines,
                isLater ? path : "", page.next() == null ? "" : path + "?after=" + page.next());
    }
}
