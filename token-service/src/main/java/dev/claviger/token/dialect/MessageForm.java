package dev.claviger.token.dialect;

import java.util.Set;

/**
 * In which encodings an endpoint reads requests, and in which shape it words refusals.
 *
 * @param byForm how a client shows who it is in the parameters of a form
 */
public record MessageForm(Set<BodyEncoding> encodings, ErrorShape errorShape, Presentation byForm) {

    /** Form as the RFCs have it, JSON as Lucid's clients do. */
    public static final MessageForm STANDARD = new MessageForm(Set.of(BodyEncoding.FORM, BodyEncoding.JSON), ErrorShape.OAUTH, Presentation.FORM);

    /** The same where a token is asked about or ended. */
    public static final MessageForm LIFECYCLE = new MessageForm(STANDARD.encodings, STANDARD.errorShape, Presentation.LIFECYCLE_FORM);

    public boolean accepts(BodyEncoding encoding) {
        return encodings.contains(encoding);
    }

    public Presentation presentationIn(BodyEncoding body) {
        return body == BodyEncoding.JSON ? Presentation.JSON : byForm;
    }

    /** What a request without a body is taken for. */
    public BodyEncoding defaultEncoding() {
        return accepts(BodyEncoding.FORM) ? BodyEncoding.FORM : BodyEncoding.JSON;
    }
}
