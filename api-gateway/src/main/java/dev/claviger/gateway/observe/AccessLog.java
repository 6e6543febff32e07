package dev.claviger.gateway.observe;

import dev.claviger.gateway.refuse.Refusal;
import org.jboss.logging.Logger;

/**
 * One line a request, in {@code name=value} pairs. Nothing a caller sent can end a line or forge a pair: whatever is
 * not printable ASCII, and space, quote and backslash, are written as an escape. Queries, headers and tokens never appear.
 */
public final class AccessLog {

    private static final Logger LOG = Logger.getLogger("dev.claviger.access");
    private static final int LONGEST_VALUE = 256;

    /**
     * What a line tells.
     *
     * @param target   the canonical path, or what was sent in its place, up to the query
     * @param tenant   null when no environment was found, as are route and client when the request did not get that far
     * @param tokenId  {@code jti}: names the token without being it
     * @param refusal  null when the request was forwarded
     */
    public record Line(String requestId, String client, String method, String host, String target, int status, long bytes,
            long micros, String tenant, String environment, String route, String clientId, String tokenId, Refusal refusal,
            boolean complete) {
    }

    public boolean isOn() {
        return LOG.isInfoEnabled();
    }

    public void write(Line line) {
        LOG.info(text(line));
    }

    static String text(Line line) {
        StringBuilder text = new StringBuilder(320);
        text.append("request=").append(line.requestId());
        append(text, "from", line.client());
        append(text, "method", line.method());
        append(text, "host", line.host());
        append(text, "path", line.target());
        text.append(" status=").append(line.status()).append(" bytes=").append(line.bytes()).append(" micros=").append(line.micros());
        append(text, "tenant", line.tenant());
        append(text, "env", line.environment());
        append(text, "route", line.route());
        append(text, "client_id", line.clientId());
        append(text, "jti", line.tokenId());
        append(text, "refused", line.refusal() == null ? null : line.refusal().label());
        return line.complete() ? text.toString() : text.append(" aborted=true").toString();
    }

    private static void append(StringBuilder text, String name, String value) {
        if (value == null) {
            return;
        }
        text.append(' ').append(name).append('=');
        int end = Math.min(value.length(), LONGEST_VALUE);
        for (int i = 0; i < end; i++) {
            appendSafely(text, value.charAt(i));
        }
        if (end < value.length()) {
            text.append("...");
        }
    }

    private static void appendSafely(StringBuilder text, char c) {
        if (c > 0x20 && c < 0x7F && c != '"' && c != '\\') {
            text.append(c);
        } else {
            text.append("\\u").append(Character.forDigit(c >> 12, 16)).append(Character.forDigit(c >> 8 & 15, 16))
                    .append(Character.forDigit(c >> 4 & 15, 16)).append(Character.forDigit(c & 15, 16));
        }
    }
}
