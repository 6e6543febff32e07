package dev.claviger.token.dialect;

/**
 * How a client showed who it is, which decides what it hears when that fails: RFC 6749 §5.2 demands 401 and a challenge
 * where the {@code Authorization} header was used, and leaves the rest free. Deployed clients take 400 for a wrong secret
 * in a form at the token endpoint (Zapier looks for nothing else) and 401 for one in JSON.
 */
public enum Presentation {
    BASIC(401),
    FORM(400),
    /** Where a token is asked about or ended: RFC 7662 §2.3 demands 401 there, and Lucid documents it for both. */
    LIFECYCLE_FORM(401),
    JSON(401);

    private final int refusalStatus;

    Presentation(int refusalStatus) {
        this.refusalStatus = refusalStatus;
    }

    public int refusalStatus() {
        return refusalStatus;
    }
}
