package dev.claviger.token.usage;

import dev.claviger.contract.TrustedProxies;
import io.quarkus.runtime.Startup;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import java.util.List;

/** From where a request really came. Made at the start, so that a range that is none stops that, not the first request. */
@Startup
@ApplicationScoped
public class CallerAddress {

    private final TrustedProxies proxies;

    @Inject
    CallerAddress(ProxyConfig config) {
        this.proxies = TrustedProxies.of(config.trustedProxies().orElse(List.of()));
    }

    public String of(HttpServerRequest request) {
        MultiMap headers = request.headers();
        return proxies.clientAddress(request.remoteAddress().hostAddress(), headers.getAll("Forwarded"), headers.getAll("X-Forwarded-For"));
    }
}
