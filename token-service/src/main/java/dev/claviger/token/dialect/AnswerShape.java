package dev.claviger.token.dialect;

/** What a successful answer holds beyond RFC 6749 §5.1, and how it spells the token type, which §5.1 makes case-insensitive. */
public enum AnswerShape {
    STANDARD("Bearer", false),
    LOWER_CASE("bearer", false),
    /** With Lucid's {@code client_id}, {@code expires} in epoch milliseconds and {@code scopes} as a list. */
    LUCID("bearer", true);

    private final String tokenType;
    private final boolean withLucidMembers;

    AnswerShape(String tokenType, boolean withLucidMembers) {
        this.tokenType = tokenType;
        this.withLucidMembers = withLucidMembers;
    }

    public String tokenType() {
        return tokenType;
    }

    public boolean withLucidMembers() {
        return withLucidMembers;
    }
}
