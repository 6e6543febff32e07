package dev.claviger.credential.console.environment;

import java.util.Arrays;
import java.util.List;

import dev.claviger.contract.TenantId;
import dev.claviger.credential.console.page.Room;

/** One of the pages this room begins with, for administrators of the platform; others see the first alone, and no tabs. */
public record Part(String text, String path, boolean isCurrent) {

    /** Which there are. */
    public enum Of {
        ENVIRONMENTS("Environments", ""),
        ROUTES("Routes", "/routes"),
        EXPLAIN("Explain a request", "/explain");

        private final String text;
        private final String path;

        Of(String text, String path) {
            this.text = text;
            this.path = path;
        }
    }

    public static List<Part> all(TenantId tenant, Of current) {
        return Arrays.stream(Of.values()).map(part -> new Part(part.text, Room.ENVIRONMENTS.path(tenant) + part.path, part == current)).toList();
    }
}
