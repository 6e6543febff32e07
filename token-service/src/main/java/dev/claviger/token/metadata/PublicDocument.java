package dev.claviger.token.metadata;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** An answer that is the same for everyone: any origin may read it, without credentials, and keep it for a minute. */
final class PublicDocument {

    private static final String ONE_MINUTE = "public, max-age=60";

    private PublicDocument() {
    }

    static Response of(String json) {
        return Response.ok(json, MediaType.APPLICATION_JSON_TYPE)
                .header("Cache-Control", ONE_MINUTE)
                .header("Access-Control-Allow-Origin", "*")
                .build();
    }
}
