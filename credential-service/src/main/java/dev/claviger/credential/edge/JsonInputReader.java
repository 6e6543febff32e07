package dev.claviger.credential.edge;

import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;

/** Lets a resource take its body as {@link JsonInput}. */
@Provider
@Consumes(MediaType.APPLICATION_JSON)
public class JsonInputReader implements MessageBodyReader<JsonInput> {

    @Override
    public boolean isReadable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return type == JsonInput.class;
    }

    @Override
    public JsonInput readFrom(Class<JsonInput> type, Type genericType, Annotation[] annotations, MediaType mediaType,
            MultivaluedMap<String, String> headers, InputStream body) throws IOException {
        return JsonInput.parse(body.readAllBytes());
    }
}
