package dev.claviger.credential.console.page;

import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.MultivaluedMap;

import org.jboss.resteasy.reactive.server.ServerResponseFilter;

import dev.claviger.credential.console.session.ConsoleAddress;

/** Forbids browsers, for every answer of the console, whatever its pages do not need. */
@Singleton
public class PageHeaders {

    /** CSP Level 3. Charts and the mark are our own pictures; htmx calls nobody but us. */
    static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
    /** RFC 6797 §6.1: two years. */
    private static final String TRANSPORT = "max-age=63072000";
    private static final String PATH = "/console";

    private final ConsoleAddress address;

    PageHeaders(ConsoleAddress address) {
        this.address = address;
    }

    @ServerResponseFilter
    public void protect(ContainerRequestContext request, ContainerResponseContext response) {
        if (!isOfConsole(request)) {
            return;
        }
        MultivaluedMap<String, Object> headers = response.getHeaders();
        headers.putSingle("Content-Security-Policy", POLICY);
        headers.putSingle("Cache-Control", "no-store");
        headers.putSingle("Referrer-Policy", "no-referrer");
        headers.putSingle("X-Content-Type-Options", "nosniff");
        headers.putSingle("X-Frame-Options", "DENY");
        headers.putSingle("Cross-Origin-Opener-Policy", "same-origin");
        headers.putSingle("Cross-Origin-Resource-Policy", "same-origin");
        headers.putSingle("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
        if (address.isSecure()) {
            headers.putSingle("Strict-Transport-Security", TRANSPORT);
        }
    }

    static boolean isOfConsole(ContainerRequestContext request) {
        String path = request.getUriInfo().getPath();
        return path.equals(PATH) || path.startsWith(PATH + "/");
    }
}
