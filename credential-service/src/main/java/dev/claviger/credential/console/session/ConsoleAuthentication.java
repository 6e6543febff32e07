package dev.claviger.credential.console.session;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.SimpleResourceInfo;
import org.jboss.resteasy.reactive.server.WithFormRead;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;

import dev.claviger.contract.TenantId;
import dev.claviger.credential.admin.AdminCaller;
import dev.claviger.credential.admin.CallerAddress;
import dev.claviger.credential.problem.Problem;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;

/** Stands before every resource of the console but those that say they are for anybody. */
@Singleton
public class ConsoleAuthentication {

    /** The id of the element that renews itself, in any page. */
    private static final String LIVE = "live";
    /** To htmx: here it is, and ask no more. */
    private static final int ASK_NO_MORE = 286;

    private final ConsoleSessions sessions;
    private final ConsoleCookies cookies;
    private final CsrfCheck csrf;
    private final CallerAddress addresses;
    private final ConsoleAddress console;
    private final Operator operator;

    ConsoleAuthentication(ConsoleSessions sessions, ConsoleCookies cookies, CsrfCheck csrf, CallerAddress addresses, ConsoleAddress console, Operator operator) {
        this.sessions = sessions;
        this.cookies = cookies;
        this.csrf = csrf;
        this.addresses = addresses;
        this.console = console;
        this.operator = operator;
    }

    /** Null lets the request go on. */
    @WithFormRead
    @ServerRequestFilter
    public Uni<Response> authenticate(ResteasyReactiveContainerRequestContext request, SimpleResourceInfo resource, HttpServerRequest http) {
        String path = request.getUriInfo().getPath();
        if (!path.equals(ConsoleAddress.PATH) && !path.startsWith(ConsoleAddress.PATH + "/")) {
            return Uni.createFrom().nullItem();
        }
        if (!console.isServed()) {
            throw Problem.notFound("resource");
        }
        return resource.getResourceClass().isAnnotationPresent(SignedOut.class) ? Uni.createFrom().nullItem()
                : authenticate(request, http, resource.getResourceClass());
    }

    private Uni<Response> authenticate(ResteasyReactiveContainerRequestContext request, HttpServerRequest http, Class<?> resource) {
        Optional<String> tenant = Optional.ofNullable(request.getUriInfo().getPathParameters().getFirst("tenant")).map(ConsoleAuthentication::known);
        return cookies.session(request.getCookies()).map(secret -> sessions.find(secret, tenant, !isAskedByThePage(request))).orElseGet(() -> Uni.createFrom().item(Optional.empty()))
                .map(session -> session.isPresent() ? admit(request, session.get(), addresses.of(http), resource) : toSignIn(request));
    }

    /** A page that renews a part of itself is no sign that anybody is there: its session becomes idle, and then it stops. */
    private static boolean isAskedByThePage(ContainerRequestContext request) {
        return LIVE.equals(request.getHeaderString("HX-Trigger"));
    }

    /** What can be no tenant's identifier is none's, and the database is not asked for it. */
    private static String known(String asked) {
        return TenantId.isWellFormed(asked) ? asked : "";
    }

    private Response admit(ResteasyReactiveContainerRequestContext request, OpenSession session, String address, Class<?> resource) {
        if (CsrfCheck.changes(request.getMethod())) {
            csrf.require(request, session.secret());
        }
        operator.signedIn(session, resource.isAnnotationPresent(ForMembers.class) ? Optional.empty() : Optional.of(administrator(session, address, resource)));
        return null;
    }

    private static AdminCaller administrator(OpenSession session, String address, Class<?> resource) {
        AdminCaller administrator = AdminCaller.ofPerson(session.person(), session.console(), address);
        administrator.requireTenant(session.asked().orElseThrow(() -> Problem.notFound("tenant")).id());
        if (resource.isAnnotationPresent(ForPlatformAdministrators.class) && !administrator.isAdmin()) {
            throw Problem.notFound("page");
        }
        return administrator;
    }

    /** A page is come back to; of a form the person is told that nothing came of it. */
    private static Response toSignIn(ContainerRequestContext request) {
        if (isAskedByThePage(request)) {
            return Response.status(ASK_NO_MORE, "Ask No More").type("text/html; charset=utf-8").header(HttpHeaders.CACHE_CONTROL, "no-store")
                    .entity("<p class=\"notice warn\">You are signed out by now, and what you see stays as it is. Reload the page to go on.</p>").build();
        }
        String asked = request.getUriInfo().getRequestUri().getRawPath()
                + Optional.ofNullable(request.getUriInfo().getRequestUri().getRawQuery()).map(query -> "?" + query).orElse("");
        String location = ConsoleAddress.PATH + "/sign-in?" + (CsrfCheck.changes(request.getMethod()) ? "lost=1" : "return=" + URLEncoder.encode(asked, StandardCharsets.UTF_8));
        // The script would follow a redirect to the provider by itself, and show nothing.
        return (request.getHeaders().containsKey("HX-Request") ? Response.ok().header("HX-Redirect", location)
                : Response.status(Response.Status.SEE_OTHER).header(HttpHeaders.LOCATION, location)).header(HttpHeaders.CACHE_CONTROL, "no-store").build();
    }
}
