package dev.claviger.credential.verification;

import java.util.Optional;

import dev.claviger.contract.Fields;

/** Does this secret belong to that client, or is that a client that has none? Both as the client sent them, whatever that was. */
record VerificationQuestion(String clientId, Optional<String> clientSecret) {

    static VerificationQuestion of(Fields fields) {
        return new VerificationQuestion(fields.text("client_id"), fields.optionalText("client_secret"));
    }

    /** Neither part: clients have been known to send one for the other. */
    @Override
    public String toString() {
        return "a verification question";
    }
}
