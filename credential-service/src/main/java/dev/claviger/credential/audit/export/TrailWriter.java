package dev.claviger.credential.audit.export;

import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;

import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveResourceInfo;
import org.jboss.resteasy.reactive.server.spi.ServerHttpResponse;
import org.jboss.resteasy.reactive.server.spi.ServerMessageBodyWriter;
import org.jboss.resteasy.reactive.server.spi.ServerRequestContext;

import io.smallrye.mutiny.Uni;

/**
 * Sends the parts of a file one after the other: so there is never more of it in memory than one, however slowly it is taken. An answer of this kind
 * passes the filters of all others; a {@code Multi} does not.
 */
@Provider
public class TrailWriter implements ServerMessageBodyWriter<ExportedTrail> {

    private static final Logger LOG = Logger.getLogger(TrailWriter.class);

    @Override
    public boolean isWriteable(Class<?> type, Type genericType, ResteasyReactiveResourceInfo target, MediaType mediaType) {
        return type == ExportedTrail.class;
    }

    @Override
    public boolean isWriteable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return type == ExportedTrail.class;
    }

    @Override
    public void writeResponse(ExportedTrail trail, Type genericType, ServerRequestContext context) {
        ResteasyReactiveRequestContext request = (ResteasyReactiveRequestContext) context;
        ServerHttpResponse response = context.serverResponse().setChunked(true);
        request.suspend();
        trail.parts().onItem().transformToUniAndConcatenate(part -> Uni.createFrom().completionStage(() -> response.write(part)))
                .subscribe().with(sent -> { }, failure -> breakOff(request, response, failure), () -> end(request, response));
    }

    private static void end(ResteasyReactiveRequestContext request, ServerHttpResponse response) {
        response.end();
        request.resume();
    }

    /** A file that ends too early must not look whole. */
    private static void breakOff(ResteasyReactiveRequestContext request, ServerHttpResponse response, Throwable failure) {
        LOG.warnf("An export of the audit trail broke off: %s", failure.getMessage());
        response.reset();
        request.close();
    }

    @Override
    public void writeTo(ExportedTrail trail, Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType, MultivaluedMap<String, Object> headers, OutputStream out) {
        throw new UnsupportedOperationException("only by a server that sends part after part");
    }
}
