package dev.claviger.token.dialect;

/**
 * How a client showed who it is, which decides what it hears when that fails: RFC 6749 §5.2 demands 401 and a challenge
 * where the {@code Authorization} header was used, and leaves the rest free. Deployed clients take 400 for a wrong secret
 * in a form (Zapier looks for nothing else) and 401 for one in JSON.
 */
public enum Presentation {
    BASIC(401),
    FORM(400),
    JSON(401);

    private final int refusalStatus;

    Presentation(int refusalStatus) {
        this.refusalStatus = refusalStatus;
    }

    public static Presentation in(BodyEncoding body) {
        return body == BodyEncoding.JSON ? JSON : FORM;
    }

    public int refusalStatus() {
        return refusalStatus;
    }
}
