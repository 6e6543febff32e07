package dev.claviger.credential.scope;

import java.util.List;

/**
 * Who has a scope, in all tenants: whom a change of it concerns.
 *
 * @param registered clients that are registered for it itself
 * @param holders    clients that may use it, those by what implies it included
 * @param people     who are limited to it
 * @param tenants    how many tenants the holders belong to
 * @param largest    those with most of them
 */
public record ScopeUse(long registered, long holders, long people, long tenants, List<Holding> largest) {

    /** Of one tenant. */
    public record Holding(String tenant, long holders) {
    }
}
