package dev.claviger.credential.usage.fact;

import java.time.LocalDate;

/** When something that needed this was last done at a gateway, as far back as days are kept. */
public record NeedUse(Needs needs, LocalDate lastOn) {
}
