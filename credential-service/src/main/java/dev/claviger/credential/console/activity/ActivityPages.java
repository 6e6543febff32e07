package dev.claviger.credential.console.activity;

import java.util.List;

import dev.claviger.credential.console.chart.Drawing;
import dev.claviger.credential.console.page.Frame;
import io.quarkus.qute.TemplateInstance;

/** The pages of the room but for the audit's. */
final class ActivityPages {

    private ActivityPages() {
    }

    /**
     * @param live     where what renews itself is asked for
     * @param isByDay  whether the steps are days
     * @param drawings of the same steps
     * @param most     does not renew itself: it is known by the day, and costs a row for each application and reason
     */
    record Overview(Frame frame, String title, List<Tab> tabs, List<Tab> periods, String live, boolean isByDay, List<Drawing> drawings, List<Charts.Row> rows, Refusals refusals,
            Refusals.Most most) implements TemplateInstance {
    }

    /** The part that renews itself. */
    record Live(Refusals refusals) implements TemplateInstance {
    }

    /**
     * @param more   how many there are beside those that are shown
     * @param strays what was nobody's
     */
    record Replicas(Frame frame, String title, List<Tab> tabs, List<ReplicaLine> replicas, int more, boolean allWell, List<Refusals.Reason> strays) implements TemplateInstance {
    }
}
