package dev.claviger.gateway.observe.trace;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.vertx.core.MultiMap;
import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Makes the spans of requests and sends them to a collector, on threads of their own: an event loop only puts a span into a bounded queue, and drops it
 * when that is full.
 */
public final class Traces implements AutoCloseable {

    private static final String PARENT = "traceparent";
    private static final String STATE = "tracestate";
    private static final long LAST_SECONDS = 2;
    private static final TextMapGetter<MultiMap> HEADERS = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(MultiMap headers) {
            return headers.names();
        }

        /** More than one parent is none (W3C Trace Context §3.2). */
        @Override
        public String get(MultiMap headers, String name) {
            List<String> values = headers.getAll(name);
            return values.size() == 1 || name.equals(STATE) && !values.isEmpty() ? String.join(",", values) : null;
        }
    };

    private final RequestIds ids = new RequestIds();
    private final SdkTracerProvider provider;
    private final Tracer tracer;

    /** @throws IllegalArgumentException naming the setting that cannot be used */
    public Traces(TracesConfig config) {
        this.provider = config.otlpEndpoint().map(endpoint -> provider(endpoint, config)).orElse(null);
        this.tracer = provider == null ? null : provider.get("dev.claviger.gateway");
    }

    private SdkTracerProvider provider(URI endpoint, TracesConfig config) {
        if (!(config.sampleRatio() >= 0 && config.sampleRatio() <= 1)) {
            throw new IllegalArgumentException("claviger.traces.sample-ratio: 0 to 1 expected");
        }
        OtlpHttpSpanExporter exporter = OtlpHttpSpanExporter.builder().setEndpoint(endpoint.toString().replaceAll("/+$", "") + "/v1/traces").build();
        return SdkTracerProvider.builder().setIdGenerator(ids).setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(config.sampleRatio())))
                .setResource(Resource.create(Attributes.of(AttributeKey.stringKey("service.name"), "api-gateway", AttributeKey.stringKey("service.namespace"), "claviger")))
                .addSpanProcessor(BatchSpanProcessor.builder(exporter).setScheduleDelay(config.interval()).build()).build();
    }

    /**
     * Begins the span of a request, and makes it what the request's headers name as the parent: whoever forwards them continues from here.
     *
     * @param requestId 32 hex digits: the trace's id where none is continued
     * @return null when no collector is named
     */
    public RequestSpan begin(MultiMap headers, String requestId) {
        if (tracer == null) {
            return null;
        }
        Context caller = W3CTraceContextPropagator.getInstance().extract(Context.root(), headers, HEADERS);
        ids.next(requestId);
        RequestSpan span = new RequestSpan(tracer.spanBuilder("request").setParent(caller).setSpanKind(SpanKind.SERVER).startSpan());
        if (!Span.fromContext(caller).getSpanContext().isValid()) {
            headers.remove(STATE);
        }
        headers.set(PARENT, span.parent());
        return span;
    }

    /** Sends what is still waiting, for as long as a collector that answers needs. */
    @Override
    public void close() {
        if (provider != null) {
            provider.shutdown().join(LAST_SECONDS, TimeUnit.SECONDS);
        }
    }
}
