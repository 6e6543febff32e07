package dev.claviger.token.exchange;

import dev.claviger.token.client.ClientEvidence;
import dev.claviger.token.dialect.BodyEncoding;
import dev.claviger.token.dialect.MessageForm;
import dev.claviger.token.error.OAuthException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;

import java.util.List;
import java.util.Optional;

/** A request to an OAuth endpoint, read but not judged: what it says, and who says to say it. */
public record Message(BodyEncoding encoding, boolean hasBody, Parameters parameters, ClientEvidence client) {

    /** Refuses with invalid_request what cannot be read. */
    static Message read(HttpServerRequest request, Buffer body, MessageForm form, String callerAddress) {
        BodyEncoding encoding = encoding(request, body, form);
        Parameters parameters = parameters(request, body, encoding);
        ClientEvidence client = new ClientEvidence(request.headers().getAll("Authorization"), parameters.text("client_id"),
                parameters.text("client_secret"), parameters.has("client_assertion"), form.presentationIn(encoding), callerAddress);
        return new Message(encoding, body.length() > 0, parameters, client);
    }

    /** @throws OAuthException invalid_request when the parameter is not there */
    public String require(String name) {
        return parameters.text(name).orElseThrow(() -> OAuthException.missing(List.of(name)));
    }

    /** Clients of Lucidtech send no body, with or without the form's content type: then there is nothing to misread. */
    private static BodyEncoding encoding(HttpServerRequest request, Buffer body, MessageForm form) {
        Optional<BodyEncoding> named = BodyEncoding.of(request.getHeader("Content-Type")).filter(form::accepts);
        if (named.isEmpty() && body.length() > 0) {
            throw OAuthException.invalidRequest("the content type is not one this endpoint reads");
        }
        return named.orElse(form.defaultEncoding());
    }

    private static Parameters parameters(HttpServerRequest request, Buffer body, BodyEncoding encoding) {
        Parameters parameters = new Parameters();
        QueryParameters.addTo(parameters, request.query());
        if (body.length() > 0 && encoding == BodyEncoding.JSON) {
            JsonParameters.addTo(parameters, body.getBytes());
        } else if (body.length() > 0) {
            parameters.addEncoded(body.toString());
        }
        return parameters;
    }
}
