package dev.claviger.credential.usage.fact;

import java.time.LocalDate;

/** When a client last did at a gateway what needed this, as far back as days are kept. */
public record NeedUse(Needs needs, LocalDate lastOn) {
}
