package dev.claviger.start;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.util.List;

/** What a service thinks of the settings it was given. Each service has one, and asks it before a port of its own is open. */
public interface SettingsReview {

    /**
     * What this service does not start with.
     *
     * @param production whether settings count that work but are fit for development only
     */
    Refusals refusals(boolean production);

    /** What it starts with in production too, because somebody allowed it by name; it stays visible. */
    Refusals allowed();

    /** @throws ConfigurationException with everything that must be mended; Quarkus tells it without a stack trace and exits with 1 */
    default void require(String service, List<String> profiles) {
        List<String> refusals = refusals(profiles.contains("prod")).told();
        if (!refusals.isEmpty()) {
            throw new ConfigurationException(service + " does not start:\n  - " + String.join("\n  - ", refusals));
        }
    }
}
