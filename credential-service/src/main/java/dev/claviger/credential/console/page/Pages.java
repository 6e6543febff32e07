package dev.claviger.credential.console.page;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

import io.quarkus.qute.TemplateInstance;

/** The answers of the console: a page, or the way to one. What all of them have is added by {@link PageHeaders}. */
public final class Pages {

    static final String HTML = "text/html; charset=utf-8";

    private Pages() {
    }

    public static Response show(TemplateInstance page) {
        return show(200, page);
    }

    public static Response show(int status, TemplateInstance page) {
        return Response.status(status).type(HTML).entity(page.render()).build();
    }

    /** By GET, whatever was sent here (RFC 9110 §15.4.4). */
    public static Response leadTo(String path) {
        return Response.status(Response.Status.SEE_OTHER).header(HttpHeaders.LOCATION, path).build();
    }
}
