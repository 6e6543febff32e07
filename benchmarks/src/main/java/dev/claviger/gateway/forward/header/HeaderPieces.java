package dev.claviger.gateway.forward.header;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A browser's headers on their way to an upstream: gone through, sorted, and followed by those of a trace. */
@State(Scope.Thread)
public class HeaderPieces {

    private static final HeaderNames REPLACED = new HeaderNames("host", "forwarded", "authorization", "x-api-key");

    private final MultiMap inbound = HttpHeaders.headers().addAll(Map.of("Host", "acme.api.example", "User-Agent", "Mozilla/5.0 (X11; Linux x86_64)",
            "Accept", "application/json", "Accept-Language", "en-GB,en;q=0.5", "Accept-Encoding", "gzip, deflate, br", "Referer", "https://app.example/employees",
            "Authorization", "Bearer token", "Connection", "keep-alive", "Cookie", "session=0af7651916cd43dd8448eb211c80319c"));

    @Benchmark
    public MultiMap rewrite() {
        MultiMap outbound = HttpHeaders.headers();
        HopByHop hopByHop = HopByHop.of(inbound);
        HeaderLines.of(inbound, (name, value) -> {
            if (!REPLACED.contains(name) && !hopByHop.contains(name)) {
                outbound.add(name, value);
            }
        });
        TraceContext.write(inbound, "0af7651916cd43dd8448eb211c80319c", outbound);
        return outbound;
    }
}
