package dev.claviger.credential.admin;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import dev.claviger.contract.TrustedProxies;
import io.vertx.core.http.HttpServerRequest;

/** Where a call came from, for the audit. */
@ApplicationScoped
public class CallerAddress {

    private final TrustedProxies proxies;

    CallerAddress(AdminConfig config) {
        this.proxies = TrustedProxies.of(config.trustedProxies().orElse(List.of()));
    }

    public String of(HttpServerRequest request) {
        String peer = request.remoteAddress().hostAddress();
        return proxies.clientAddress(peer, request.headers().getAll("Forwarded"), request.headers().getAll("X-Forwarded-For"));
    }
}
