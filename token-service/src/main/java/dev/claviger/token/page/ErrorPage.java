package dev.claviger.token.page;

import dev.claviger.contract.Identifiers;
import dev.claviger.token.error.OAuthException;
import io.quarkus.qute.TemplateInstance;
import io.vertx.ext.web.RoutingContext;
import org.jboss.logging.Logger;

/** The page for what cannot go on. The reference on it is in our log as well, with what the page does not say. */
public final class ErrorPage {

    private static final Logger LOG = Logger.getLogger(ErrorPage.class);
    private static final int REFERENCE_LENGTH = 10;

    private ErrorPage() {
    }

    record Error(String title, String happened, String remedy, String reference) implements TemplateInstance {
    }

    /** Whatever it is: a problem in its own words, an outage as one, and everything else as an accident of ours. */
    public static void show(RoutingContext http, Throwable failure) {
        String reference = Identifiers.newTokenId().substring(0, REFERENCE_LENGTH);
        Problem problem = problem(failure, reference);
        if (!http.response().ended() && !http.response().closed()) {
            Pages.show(http, problem.status(), new Error(problem.title(), problem.happened(), problem.remedy(), reference));
        }
    }

    private static Problem problem(Throwable failure, String reference) {
        if (failure instanceof Problem problem) {
            LOG.debugf("Error page %s: %s", reference, problem.title());
            return problem;
        }
        if (failure instanceof OAuthException refusal && refusal.isTemporary()) {
            LOG.infof("Error page %s: %s", reference, refusal.getMessage());
            return Problem.temporarilyUnavailable();
        }
        LOG.errorf(failure, "Error page %s: a request failed", reference);
        return Problem.unexpected();
    }
}
