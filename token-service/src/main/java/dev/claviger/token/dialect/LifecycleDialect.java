package dev.claviger.token.dialect;

/** Where clients ask about a token they hold (RFC 7662) or end one (RFC 7009), and what they read in the answer, as data. */
public enum LifecycleDialect {
    STANDARD("/oauth2/introspect", "/oauth2/revoke", AnswerShape.STANDARD),
    /** Clients of Lucid. */
    LUCID("/oauth2/token/introspect", "/oauth2/token/revoke", AnswerShape.LUCID);

    private final String introspectionPath;
    private final String revocationPath;
    private final AnswerShape introspectionAnswer;

    LifecycleDialect(String introspectionPath, String revocationPath, AnswerShape introspectionAnswer) {
        this.introspectionPath = introspectionPath;
        this.revocationPath = revocationPath;
        this.introspectionAnswer = introspectionAnswer;
    }

    public String introspectionPath() {
        return introspectionPath;
    }

    public String revocationPath() {
        return revocationPath;
    }

    public AnswerShape introspectionAnswer() {
        return introspectionAnswer;
    }
}
