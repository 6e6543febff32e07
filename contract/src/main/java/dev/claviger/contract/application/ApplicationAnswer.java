package dev.claviger.contract.application;

import java.util.Map;
import java.util.Optional;

import dev.claviger.contract.Fields;

/**
 * The answer to "who is the client with this identifier?".
 *
 * @param position    the feed position read before the client's row
 * @param application empty for one that is unknown, disabled, or without environment
 */
public record ApplicationAnswer(String feedId, long position, Optional<Application> application) {

    public Map<String, Object> toFields() {
        return Fields.ordered("feed_id", feedId, "position", position, "application", application.map(Application::toFields));
    }

    public static ApplicationAnswer of(Fields fields) {
        return new ApplicationAnswer(fields.text("feed_id"), fields.number("position"),
                fields.has("application") ? Optional.of(Application.of(fields.object("application"))) : Optional.empty());
    }
}
