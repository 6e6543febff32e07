package dev.claviger.credential.console.page;

import java.util.Map;
import java.util.Optional;

import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.MediaType;

import org.jboss.resteasy.reactive.server.ServerResponseFilter;

import dev.claviger.credential.problem.ProblemDetails;
import io.quarkus.qute.TemplateInstance;

/** What the admin API tells a program as JSON, told to a person: what happened, and what to do. */
@Singleton
public class ErrorPage {

    /** @param mayLeave whether it helps to sign in as somebody else */
    record Error(String title, String happened, Optional<String> remedy, boolean mayLeave) implements TemplateInstance {
    }

    @ServerResponseFilter
    public void show(ContainerRequestContext request, ContainerResponseContext response) {
        if (PageHeaders.isOfConsole(request) && response.getEntity() instanceof ProblemDetails problem) {
            response.setEntity(page(problem).render(), null, MediaType.valueOf(Pages.HTML));
            response.getHeaders().remove("WWW-Authenticate");
        }
    }

    private static Error page(ProblemDetails problem) {
        return switch (problem.status()) {
            case 404 -> new Error("There is nothing here", sentence(problem, "The address you opened does not exist, or is for somebody else."), Optional.of("Check the address, or begin at the start."), false);
            case 403 -> new Error("You may not do this", sentence(problem, "Your role does not allow what was asked for."), Optional.of("Ask an administrator of your organisation."), true);
            case 409 -> new Error("This does not go together", sentence(problem, "Something else was changed at the same moment."), Optional.of("Go back, reload the page and try again."), false);
            case 412 -> new Error("Somebody was faster", "What you wanted to change was changed by somebody else since you opened the page. Nothing of yours was done.",
                    Optional.of("Go back, reload the page and look at what is there now."), false);
            case 503 -> new Error("Not available at the moment", sentence(problem, "We cannot answer right now."), Optional.of("Try again in a minute."), false);
            default -> problem.status() >= 500 ? new Error("Something went wrong", sentence(problem, "An error on our side kept us from answering."), Optional.of("Try again."), false)
                    : new Error("This cannot be read", sentence(problem, "What was sent is not what our pages send."), Optional.of("Go back, reload the page and try again."), false);
        };
    }

    private static String sentence(ProblemDetails problem, String otherwise) {
        if (problem.errors() != null && !problem.errors().isEmpty()) {
            Map.Entry<String, String> first = problem.errors().entrySet().iterator().next();
            return first.getKey() + " " + first.getValue() + ".";
        }
        return problem.detail() == null ? otherwise : problem.detail() + ".";
    }
}
