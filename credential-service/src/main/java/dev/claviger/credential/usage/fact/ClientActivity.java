package dev.claviger.credential.usage.fact;

import java.time.LocalDate;

/**
 * What one client did within a period.
 *
 * @param clientId {@code other} for all those a reporter had no place for
 * @param reason   why it was refused; null for anything else
 * @param lastOn   the last day it did
 */
public record ClientActivity(String clientId, String source, String outcome, String reason, long requests, LocalDate lastOn) {
}
