package dev.claviger.credential.edge;

import java.net.URI;

import jakarta.ws.rs.core.Response;

/** An object as callers see it, with the tag of the version they see. */
public record Tagged<V>(V view, EntityTag tag) {

    public Response ok() {
        return Response.ok(view).header("ETag", tag.value()).build();
    }

    /** The location is relative, so that it is right behind any proxy (RFC 9110 §10.2.2). */
    public Response created(String path) {
        return Response.status(Response.Status.CREATED).header("Location", URI.create(path).toString())
                .header("ETag", tag.value()).header("Cache-Control", "no-store").entity(view).build();
    }
}
