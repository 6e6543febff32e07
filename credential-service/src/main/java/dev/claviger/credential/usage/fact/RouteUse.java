package dev.claviger.credential.usage.fact;

import java.time.LocalDate;

/**
 * What one client did on one route, or by one grant type, within a period and was not refused.
 *
 * @param source {@code gateway} or {@code token-service}
 * @param route  the route's id, or the grant type
 * @param days   on how many it did
 * @param lastOn the last of them
 */
public record RouteUse(String source, String environment, String route, Needs needs, long requests, long days, LocalDate lastOn) {

    public boolean isAtGateway() {
        return source.equals("gateway");
    }
}
