package dev.claviger.token.dialect;

/** What the body of an error looks like. */
public enum ErrorShape {
    /** {@code {"error","error_description"}} (RFC 6749 §5.2). */
    OAUTH,
    /** {@code {"detail"}}: a text, or with status 422 a list of the parameters that are wrong. */
    DETAIL
}
