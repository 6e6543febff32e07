package dev.claviger.credential.admin;

import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;

import org.jboss.resteasy.reactive.server.ServerResponseFilter;

import io.micrometer.core.instrument.MeterRegistry;

/** Counts admin calls by method and outcome; the labels come from here, never from a request. */
@Singleton
public class AdminMetrics {

    private final MeterRegistry meters;

    AdminMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    @ServerResponseFilter
    public void count(ContainerRequestContext request, ContainerResponseContext response) {
        if (request.getUriInfo().getPath().startsWith("/admin/")) {
            meters.counter("claviger_admin_requests", "method", method(request.getMethod()), "outcome", outcome(response.getStatus())).increment();
        }
    }

    private static String method(String method) {
        return switch (method) {
            case "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE" -> method;
            default -> "OTHER";
        };
    }

    private static String outcome(int status) {
        return switch (status) {
            case 401 -> "unauthenticated";
            case 403 -> "forbidden";
            default -> status < 400 ? "success" : status < 500 ? "refused" : "failed";
        };
    }
}
