package dev.claviger.gateway.observe.trace;

import dev.claviger.gateway.observe.AccessLog;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import java.util.Set;

/** The gateway's part of a trace: what the access log tells of a request, in the words of OpenTelemetry's conventions for HTTP. */
public final class RequestSpan {

    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "CONNECT", "TRACE");

    private final Span span;

    RequestSpan(Span span) {
        this.span = span;
    }

    /** For {@code traceparent}: what the upstream is to name as its parent (W3C Trace Context §3.2). */
    String parent() {
        SpanContext context = span.getSpanContext();
        return "00-" + context.getTraceId() + "-" + context.getSpanId() + "-" + context.getTraceFlags().asHex();
    }

    /** Whether anybody will see it. */
    public boolean isRecording() {
        return span.isRecording();
    }

    /** Methods and names stay few, whatever callers send; paths are without their query. */
    public void end(AccessLog.Line line) {
        String method = METHODS.contains(line.method()) ? line.method() : "_OTHER";
        span.updateName(line.route() == null ? method : method + " " + line.route());
        span.setAttribute("http.request.method", method).setAttribute("http.response.status_code", (long) line.status()).setAttribute("claviger.request_id", line.requestId());
        set("client.address", line.client());
        set("server.address", line.host());
        set("url.path", line.target());
        set("claviger.tenant", line.tenant());
        set("claviger.environment", line.environment());
        set("claviger.route", line.route());
        set("claviger.client_id", line.clientId());
        set("claviger.refused", line.refusal() == null ? null : line.refusal().label());
        if (line.status() >= 500 || !line.complete()) {
            span.setStatus(StatusCode.ERROR);
        }
        span.end();
    }

    private void set(String name, String value) {
        if (value != null) {
            span.setAttribute(name, value);
        }
    }
}
