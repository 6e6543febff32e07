package dev.claviger.gateway.forward.answer;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;

/**
 * Which answers go on until somebody ends them, and so may not outlive what permitted them. Others end by themselves: a download that began in
 * time is finished, as everywhere.
 */
final class EndlessAnswer {

    private static final String[] TYPES = {"text/event-stream", "application/grpc", "application/x-ndjson", "multipart/x-mixed-replace"};

    private EndlessAnswer() {
    }

    static boolean is(MultiMap headers) {
        String type = headers.get(HttpHeaders.CONTENT_TYPE);
        if (type != null && !headers.contains(HttpHeaders.CONTENT_LENGTH)) {
            for (String endless : TYPES) {
                if (type.regionMatches(true, 0, endless, 0, endless.length())) {
                    return true;
                }
            }
        }
        return false;
    }
}
