package dev.claviger.credential.console.tenant;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;

import dev.claviger.contract.TenantId;
import dev.claviger.credential.console.page.Addresses;
import dev.claviger.credential.console.page.Frame;
import dev.claviger.credential.console.page.Pages;
import dev.claviger.credential.console.page.Room;
import dev.claviger.credential.console.session.ForPlatformAdministrators;
import dev.claviger.credential.console.session.Operator;
import dev.claviger.credential.edge.Page;
import dev.claviger.credential.edge.PageRequest;
import dev.claviger.credential.tenant.ListedTenant;
import dev.claviger.credential.tenant.TenantList;
import dev.claviger.pages.ShownName;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;

/** All tenants, to go to one of them. Which one is looked at is in the address and nowhere else. */
@Path("/console/{tenant}/tenants")
@ForPlatformAdministrators
public class TenantsResource {

    private final TenantList tenants;
    private final Operator operator;

    TenantsResource(TenantList tenants, Operator operator) {
        this.tenants = tenants;
        this.operator = operator;
    }

    @GET
    public Uni<Response> list(@QueryParam("search") String typed, @QueryParam("after") String after, @QueryParam("done") String done) {
        Optional<String> search = PageRequest.given(typed).map(String::strip).filter(text -> !text.isEmpty() && text.indexOf('\0') < 0);
        return tenants.page(operator.administrator(), search, PageRequest.given(after)).map(page -> Pages.show(tenants(search.orElse(""), PageRequest.given(after).isPresent(), Done.said(done), page)));
    }

    private Tenants tenants(String search, boolean isLater, String said, Page<ListedTenant> page) {
        String path = Room.TENANTS.path(operator.tenant());
        return new Tenants(Frame.of(operator, Room.TENANTS), "Tenants", said, path, search, page.items().stream().map(tenant -> Line.of(tenant, path, operator.tenant())).toList(),
                isLater ? Addresses.of(path, "search", search) : "", page.next() == null ? "" : Addresses.of(path, "search", search, "after", page.next()));
    }

    /** @param later the next page; empty on the last. {@code first} is empty on the first */
    record Tenants(Frame frame, String title, String said, String path, String search, List<Line> lines, String first, String later) implements TemplateInstance {
    }

    /** @param isHere whether it is the one being looked at */
    record Line(String id, String name, String enter, String edit, boolean isHere, Instant createdAt) {

        static Line of(ListedTenant tenant, String path, TenantId here) {
            return new Line(tenant.id(), ShownName.of(tenant.name()), "/console/" + tenant.id(), path + "/" + tenant.id() + "/edit", tenant.id().equals(here.value()), tenant.createdAt());
        }
    }
}
