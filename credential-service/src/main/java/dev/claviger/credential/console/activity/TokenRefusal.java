package dev.claviger.credential.console.activity;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

import dev.claviger.contract.refusal.Mender;

/** Why a token endpoint refuses (RFC 6749 §5.2 and what token-service adds), in words as those for the gateway's reasons are. */
enum TokenRefusal {
    INVALID_CLIENT(Mender.APPLICATION, "no application has that identifier and that secret", "configure the secret as it was shown; if it is lost, issue another"),
    INVALID_GRANT(Mender.APPLICATION, "a code or refresh token was over, used before, or somebody else's", "let the person sign in again"),
    INVALID_SCOPE(Mender.ADMINISTRATOR, "a scope was asked for that the application does not have", "ask for fewer scopes, or give the application that one"),
    UNAUTHORIZED_CLIENT(Mender.ADMINISTRATOR, "the application may not ask for tokens in this way", "change on the application's page who asks for tokens, or ask in another way"),
    UNSUPPORTED_GRANT_TYPE(Mender.APPLICATION, "the request asks for a token in a way that is none", "ask with grant_type client_credentials, authorization_code or refresh_token"),
    INVALID_REQUEST(Mender.APPLICATION, "the request is not one for a token", "send each parameter once, in the body of a POST, as the page of the application shows"),
    THROTTLED(Mender.APPLICATION, "there had been too many wrong secrets or tokens", "stop what guesses, then ask again with what is right"),
    TEMPORARILY_UNAVAILABLE(Mender.OPERATOR, "secrets could not be looked up", "wait a moment; if it lasts, restore credential-service or its database"),
    SERVER_ERROR(Mender.OPERATOR, "something went wrong in the service itself", "a defect: look into token-service's log, and report it");

    private final Mender mender;
    private final String meaning;
    private final String remedy;

    TokenRefusal(Mender mender, String meaning, String remedy) {
        this.mender = mender;
        this.meaning = meaning;
        this.remedy = remedy;
    }

    static Optional<TokenRefusal> of(String reason) {
        return Arrays.stream(values()).filter(refusal -> refusal.name().toLowerCase(Locale.ROOT).equals(reason)).findFirst();
    }

    Mender mender() {
        return mender;
    }

    String meaning() {
        return meaning;
    }

    String remedy() {
        return remedy;
    }
}
