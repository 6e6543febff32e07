package dev.claviger.gateway.authenticate.apikey;

import dev.claviger.gateway.refuse.Refusal;
import dev.claviger.gateway.refuse.Refused;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.List;

/** Finds the API key of a request: in the {@code x-api-key} header and nowhere else; a query ends up in too many logs. */
final class ApiKeyHeader {

    private static final CharSequence NAME = HttpHeaders.createOptimized("x-api-key");

    private ApiKeyHeader() {
    }

    /** @throws Refused 401 without one, 400 with more: which of them would the upstream's owner have meant? */
    static String of(MultiMap headers) {
        List<String> values = headers.getAll(NAME);
        if (values.isEmpty()) {
            throw new Refused(Refusal.API_KEY_MISSING);
        }
        if (values.size() > 1) {
            throw new Refused(Refusal.API_KEY_SENT_TWICE);
        }
        return values.get(0);
    }
}
