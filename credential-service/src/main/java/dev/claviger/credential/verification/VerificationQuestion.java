package dev.claviger.credential.verification;

import dev.claviger.contract.Fields;

/** Does this secret belong to that client? Both as the client sent them, whatever that was. */
record VerificationQuestion(String clientId, String clientSecret) {

    static VerificationQuestion of(Fields fields) {
        return new VerificationQuestion(fields.text("client_id"), fields.text("client_secret"));
    }

    /** Neither part: clients have been known to send one for the other. */
    @Override
    public String toString() {
        return "a verification question";
    }
}
