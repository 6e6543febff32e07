package dev.claviger.credential.console.environment.route;

import java.util.List;

import dev.claviger.credential.console.environment.Part;
import dev.claviger.credential.console.page.Frame;
import io.quarkus.qute.TemplateInstance;

/** The pages about routes. */
final class RoutePages {

    private RoutePages() {
    }

    /**
     * @param tables   that are served now, the one most gateways serve first
     * @param without  gateways that serve none, or do not tell
     * @param silent   how many have not reported of late, though within the hour
     * @param shown    the table whose routes are listed; null where there is none
     * @param isTold   whether that one is known
     * @param size     how many routes it has
     * @param isPartly whether it was too long to be told whole
     * @param fitting  how many routes fit what is looked for
     * @param later    the next page; empty on the last
     * @param first    the first page; empty on it
     */
    record Routes(Frame frame, String title, List<Part> parts, String path, List<ServedTable> tables, List<String> without, long silent, ServedTable shown, boolean isTold, int size, boolean isPartly,
            String search, int fitting, List<RouteLine> lines, String first, String later) implements TemplateInstance {
    }

    /** @param most how many are told at the most */
    record Changes(Frame frame, String title, List<Part> parts, String path, List<TableChange> changes, int most) implements TemplateInstance {
    }
}
