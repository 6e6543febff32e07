package dev.claviger.credential.console.environment;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.claviger.credential.application.Residents.Resident;
import dev.claviger.credential.console.environment.upstream.Reach;
import dev.claviger.credential.console.page.Frame;
import dev.claviger.credential.environment.EnvironmentView;
import dev.claviger.pages.ShownName;
import io.quarkus.qute.TemplateInstance;

/** The pages on which environments are only looked at, and the one that asks before an end. */
final class EnvironmentPages {

    private EnvironmentPages() {
    }

    /**
     * @param parts what else the room has; empty for who may see no more
     * @param first the first page; empty on it
     * @param later the next page; empty on the last
     */
    record Environments(Frame frame, String title, List<Part> parts, String said, String path, boolean mayChange, List<Line> lines, String first, String later)
            implements TemplateInstance {
    }

    /** One environment in the list. */
    record Line(String path, EnvironmentView environment, String hosts, String upstreams) {

        static Line of(EnvironmentView environment, String path) {
            return new Line(path, environment, firstOf(environment.hosts(), "no host"), firstOf(environment.upstreams(), "no upstream"));
        }

        private static String firstOf(List<String> all, String none) {
            return all.isEmpty() ? none : all.size() == 1 ? all.get(0) : all.get(0) + " and " + (all.size() - 1) + " more";
        }
    }

    /**
     * @param path   of the environment
     * @param limits those there are, in words
     * @param reach  of each upstream
     * @param toldAt when the gateway that told last of all did so; empty where none has
     */
    record Detail(Frame frame, String title, String said, String path, boolean mayChange, EnvironmentView environment, List<ToldLimit> limits, long applications, List<Reach> reach,
            Optional<Instant> toldAt)
            implements TemplateInstance {
    }

    /**
     * Before an environment is deleted.
     *
     * @param applications how many live there
     * @param lately       those of them that were used last
     * @param others       how many of them are not shown
     */
    record Delete(Frame frame, String title, String path, String version, EnvironmentView environment, long applications, List<Used> lately, long others) implements TemplateInstance {
    }

    /** An application that would stop. */
    record Used(String path, String name, Resident resident) {

        static Used of(Resident resident, String applications) {
            return new Used(applications + "/" + resident.id(), ShownName.of(resident.name()), resident);
        }
    }
}
