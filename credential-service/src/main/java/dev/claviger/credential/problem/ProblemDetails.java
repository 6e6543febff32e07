package dev.claviger.credential.problem;

import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.netty.handler.codec.http.HttpResponseStatus;

/**
 * The body of a refusal (RFC 9457 §3.1).
 *
 * @param title  the status in words
 * @param detail what is wrong with this request
 * @param errors for a 400, what is wrong with which member, header field or query parameter
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProblemDetails(String type, String title, int status, String detail, Map<String, String> errors) {

    public static final String MEDIA_TYPE = "application/problem+json";

    static ProblemDetails of(int status, String detail, Map<String, String> errors) {
        return new ProblemDetails("about:blank", HttpResponseStatus.valueOf(status).reasonPhrase(), status, detail, errors);
    }
}
