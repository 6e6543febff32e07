package dev.claviger.credential.console.session;

import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ContainerRequestContext;

import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;

import dev.claviger.credential.problem.Problem;

/** Whether a change comes from a form of ours: no other site may send one in the name of who is signed in. */
@ApplicationScoped
class CsrfCheck {

    /** The hidden field of every form. */
    static final String FIELD = "csrf";

    private final Optional<String> origin;

    CsrfCheck(ConsoleAddress address) {
        this.origin = address.origin();
    }

    static boolean changes(String method) {
        return !method.equals("GET") && !method.equals("HEAD") && !method.equals("OPTIONS");
    }

    /** @throws Problem 403 */
    void require(ResteasyReactiveContainerRequestContext request, SessionSecret session) {
        if (isForeign(request) || !session.isCsrf(sent(request))) {
            throw Problem.forbidden("This form came from another site, or from before you signed in. Nothing was changed. Go back, reload the page and try again");
        }
    }

    /** As far as the browser tells; under {@code Referrer-Policy: no-referrer} it writes {@code Origin: null} for our own forms (Fetch §3.2). */
    private boolean isForeign(ContainerRequestContext request) {
        String site = request.getHeaderString("Sec-Fetch-Site");
        String from = request.getHeaderString("Origin");
        return site != null && !site.equals("same-origin") && !site.equals("none")
                || from != null && !from.equals("null") && !origin.equals(Optional.of(from));
    }

    private static String sent(ResteasyReactiveContainerRequestContext request) {
        ResteasyReactiveRequestContext form = (ResteasyReactiveRequestContext) request.getServerRequestContext();
        return form.getFormParameter(FIELD, true, false) instanceof String text ? text : "";
    }
}
