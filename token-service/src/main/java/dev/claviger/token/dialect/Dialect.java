package dev.claviger.token.dialect;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What the clients of a token path send and expect, as data: there is one parser, one issuer and one writer for all.
 * A new system's clients are a new line here.
 */
public enum Dialect {
    /** RFC 6749 as written; by form or query Lucidtech's and Cradl's clients, by JSON Lucid's. */
    STANDARD(List.of("/oauth2/token", "/v1/oauth2/token"), MessageForm.STANDARD,
            AnswerShape.STANDARD, AnswerShape.LUCID, GrantTypeRule.REQUIRED, Integer.MAX_VALUE),
    /** The path of Lucidtech's Python and JavaScript SDKs. */
    LUCIDTECH(List.of("/token"), MessageForm.STANDARD,
            AnswerShape.STANDARD, AnswerShape.STANDARD, GrantTypeRule.REQUIRED, Integer.MAX_VALUE),
    /** Lucca's clients, who may not ask for more than 4,000 characters of scope. */
    LUCCA(List.of("/connect/token"), new MessageForm(Set.of(BodyEncoding.FORM), ErrorShape.OAUTH, Presentation.FORM),
            AnswerShape.STANDARD, AnswerShape.STANDARD, GrantTypeRule.REQUIRED, 4_000),
    /** Contract Lucidity's clients: the members they send say which grant they mean. */
    CONTRACT_LUCIDITY(List.of("/api/v1/auth/token"), new MessageForm(Set.of(BodyEncoding.JSON), ErrorShape.DETAIL, Presentation.FORM),
            AnswerShape.LOWER_CASE, AnswerShape.LOWER_CASE, GrantTypeRule.BY_MEMBERS, Integer.MAX_VALUE);

    /** What a request without {@code grant_type} means. */
    public enum GrantTypeRule {
        REQUIRED,
        /** {@code refresh_token} means that grant, {@code client_id} with {@code client_secret} means client credentials. */
        BY_MEMBERS
    }

    private final List<String> paths;
    private final MessageForm form;
    private final AnswerShape answerToForm;
    private final AnswerShape answerToJson;
    private final GrantTypeRule grantTypeRule;
    private final int longestScope;

    Dialect(List<String> paths, MessageForm form, AnswerShape answerToForm, AnswerShape answerToJson,
            GrantTypeRule grantTypeRule, int longestScope) {
        this.paths = paths;
        this.form = form;
        this.answerToForm = answerToForm;
        this.answerToJson = answerToJson;
        this.grantTypeRule = grantTypeRule;
        this.longestScope = longestScope;
    }

    public List<String> paths() {
        return paths;
    }

    public MessageForm form() {
        return form;
    }

    public AnswerShape answerTo(BodyEncoding encoding) {
        return encoding == BodyEncoding.JSON ? answerToJson : answerToForm;
    }

    public GrantTypeRule grantTypeRule() {
        return grantTypeRule;
    }

    /**
     * Whether a refresh token issued here needs no client authentication to be used here. Where the members of a request say
     * what it means, a client sends its refresh token and nothing else.
     */
    public boolean refreshesByTokenAlone() {
        return grantTypeRule == GrantTypeRule.BY_MEMBERS;
    }

    /** In characters of the {@code scope} parameter. */
    public int longestScope() {
        return longestScope;
    }

    /** As metrics name it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
