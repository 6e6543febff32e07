package dev.claviger.credential.event;

import io.vertx.core.buffer.Buffer;

/** An event in the form in which it is sent to every follower: one frame of server-sent events, made once for all of them. */
record EventFrame(long position, long recordedAtMillis, Buffer bytes) {

    /** @param data JSON of one line, as PostgreSQL writes it */
    static EventFrame of(long position, String type, long recordedAtMillis, String data) {
        return new EventFrame(position, recordedAtMillis, Buffer.buffer("id: " + position + "\nevent: " + type
                + "\ndata: {\"recorded_at\":" + recordedAtMillis + ",\"event\":" + data + "}\n\n"));
    }

    static Buffer heartbeat(String feedId, long position) {
        return Buffer.buffer("event: heartbeat\ndata: {\"feed_id\":\"" + feedId + "\",\"position\":" + position + "}\n\n");
    }
}
