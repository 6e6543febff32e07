package dev.claviger.token.dialect;

import java.util.Set;

/** In which encodings an endpoint reads requests, and in which shape it words refusals. */
public record MessageForm(Set<BodyEncoding> encodings, ErrorShape errorShape) {

    /** Form as the RFCs have it, JSON as Lucid's clients do. */
    public static final MessageForm STANDARD = new MessageForm(Set.of(BodyEncoding.FORM, BodyEncoding.JSON), ErrorShape.OAUTH);

    public boolean accepts(BodyEncoding encoding) {
        return encodings.contains(encoding);
    }

    /** What a request without a body is taken for. */
    public BodyEncoding defaultEncoding() {
        return accepts(BodyEncoding.FORM) ? BodyEncoding.FORM : BodyEncoding.JSON;
    }
}
