package dev.claviger.credential.usage.gateway;

import java.time.Instant;

/** For how long gateways served a table, as far as they told. */
public record RouteSpell(String digest, Instant beganAt, Instant lastSeenAt, RouteTable table) {
}
