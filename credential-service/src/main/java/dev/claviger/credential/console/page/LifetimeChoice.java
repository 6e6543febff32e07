package dev.claviger.credential.console.page;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How long something lives, to choose. What is chosen already is offered, whatever it is. */
public record LifetimeChoice(String value, String text, boolean isChosen) {

    /**
     * @param chosen as ISO 8601 has it; empty for nothing
     * @param none   what it means to choose nothing
     */
    public static List<LifetimeChoice> of(List<Duration> usual, String chosen, String none) {
        Optional<Duration> other = parsed(chosen).filter(lifetime -> !usual.contains(lifetime));
        List<LifetimeChoice> choices = new ArrayList<>(List.of(new LifetimeChoice("", none, chosen.isEmpty())));
        usual.forEach(lifetime -> choices.add(new LifetimeChoice(lifetime.toString(), Moments.exactSpan(lifetime), parsed(chosen).filter(lifetime::equals).isPresent())));
        other.ifPresent(lifetime -> choices.add(new LifetimeChoice(lifetime.toString(), Moments.exactSpan(lifetime), true)));
        return choices;
    }

    private static Optional<Duration> parsed(String lifetime) {
        try {
            return lifetime.isEmpty() ? Optional.empty() : Optional.of(Duration.parse(lifetime));
        } catch (DateTimeParseException | ArithmeticException malformed) {
            return Optional.empty();
        }
    }
}
