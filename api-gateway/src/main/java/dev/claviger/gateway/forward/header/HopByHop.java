package dev.claviger.gateway.forward.header;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What belongs to one connection and never travels on (RFC 9110 §7.6.1): a fixed list, and what {@code Connection} names. */
public final class HopByHop {

    private static final HeaderNames FIXED = new HeaderNames("connection", "keep-alive", "proxy-connection", "proxy-authenticate",
            "proxy-authorization", "te", "transfer-encoding", "upgrade", "http2-settings");

    private final Set<String> named;

    private HopByHop(Set<String> named) {
        this.named = named;
    }

    public static HopByHop of(MultiMap headers) {
        List<String> values = headers.getAll(HttpHeaders.CONNECTION);
        return new HopByHop(values.isEmpty() || values.size() == 1 && isOrdinary(values.get(0)) ? Set.of() : namesIn(values));
    }

    public boolean contains(CharSequence name) {
        return FIXED.contains(name) || !named.isEmpty() && named.contains(name.toString().toLowerCase(Locale.ROOT));
    }

    private static boolean isOrdinary(String value) {
        return value.equalsIgnoreCase("keep-alive") || value.equalsIgnoreCase("close");
    }

    private static Set<String> namesIn(List<String> values) {
        Set<String> names = new HashSet<>();
        for (String value : values) {
            for (String name : value.split(",")) {
                names.add(name.trim().toLowerCase(Locale.ROOT));
            }
        }
        return names;
    }
}
