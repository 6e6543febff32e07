package dev.claviger.credential.usage.fact;

import java.time.LocalDate;

/** When a client first and last did at a gateway what needed this, as far back as days are kept. */
public record NeedUse(String clientId, Needs needs, LocalDate firstOn, LocalDate lastOn) {
}
