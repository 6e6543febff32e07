package dev.claviger.gateway.observe;

import dev.claviger.gateway.observe.AccessLogConfig.Form;
import dev.claviger.gateway.refuse.Refusal;
import org.jboss.logging.Logger;

/**
 * One line a request, in {@code name=value} pairs. Nothing a caller sent can end a line or forge a pair: whatever is
 * not printable ASCII, and space, quote and backslash, are written as an escape. Queries, headers and tokens never appear.
 */
public final class AccessLog {

    private static final String CATEGORY = "dev.claviger.access";
    private static final Logger LOG = Logger.getLogger(CATEGORY);
    private static final String ESCAPE = "\\u";
    private static final LineTime TIME = new LineTime();

    private final Form form;
    private final ThreadLocal<LineText> texts;

    public AccessLog(Form form) {
        this.form = form;
        // Within JSON a backslash is itself escaped (RFC 8259 §7).
        this.texts = ThreadLocal.withInitial(() -> new LineText(form == Form.JSON ? "\\" + ESCAPE : ESCAPE));
    }

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
        LineText text = texts.get().clear();
        switch (form) {
            case TEXT -> LineOutput.standard().add(asText(line, System.currentTimeMillis(), text));
            case JSON -> LineOutput.standard().add(asJson(line, System.currentTimeMillis(), text));
            case LOGGER -> LOG.info(pairs(line, text).toString());
        }
    }

    /** Since the process began. */
    long lostLines() {
        return form == Form.LOGGER ? 0 : LineOutput.standard().lostInAll();
    }

    /** Returns when every line has left that was written before. */
    public void flush() {
        if (form != Form.LOGGER) {
            LineOutput.standard().flush();
        }
    }

    private static LineText asText(Line line, long now, LineText text) {
        TIME.write(now, text);
        return pairs(line, text.append(" INFO [" + CATEGORY + "] ")).append("\n");
    }

    static LineText asJson(Line line, long now, LineText text) {
        TIME.write(now, text.append("{\"timestamp\":\""));
        return pairs(line, text.append("\",\"level\":\"INFO\",\"loggerName\":\"" + CATEGORY + "\",\"message\":\"")).append("\"}\n");
    }

    static LineText pairs(Line line, LineText text) {
        text.pair("request=", line.requestId()).pair(" from=", line.client()).pair(" method=", line.method()).pair(" host=", line.host()).pair(" path=", line.target());
        text.append(" status=").append(line.status()).append(" bytes=").append(line.bytes()).append(" micros=").append(line.micros());
        text.pair(" tenant=", line.tenant()).pair(" env=", line.environment()).pair(" route=", line.route()).pair(" client_id=", line.clientId())
                .pair(" jti=", line.tokenId()).pair(" refused=", line.refusal() == null ? null : line.refusal().label());
        return line.complete() ? text : text.append(" aborted=true");
    }
}
