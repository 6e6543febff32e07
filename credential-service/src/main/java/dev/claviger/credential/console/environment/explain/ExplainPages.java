package dev.claviger.credential.console.environment.explain;

import java.util.Arrays;
import java.util.List;

import dev.claviger.contract.refusal.RefusalReason;
import dev.claviger.credential.console.environment.Part;
import dev.claviger.credential.console.page.Frame;
import io.quarkus.qute.TemplateInstance;

/** The page on which is asked, and answered. */
final class ExplainPages {

    static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS");

    static final List<String> REASONS = Arrays.stream(RefusalReason.values()).map(RefusalReason::label).sorted().toList();

    private ExplainPages() {
    }

    /**
     * @param canBeAsked  whether a gateway's address is set
     * @param question    without what is secret
     * @param hosts       of the tenant's environments, to choose from
     * @param reasons     a gateway may refuse for, to choose from
     * @param answer      null before anything was asked, and where nothing was answered
     * @param unanswered  why there is no answer; empty otherwise
     */
    record Explain(Frame frame, String title, List<Part> parts, String path, boolean canBeAsked, Question question, List<String> methods, List<String> hosts, List<String> reasons, Explanation answer, String unanswered)
            implements TemplateInstance {
    }
}
