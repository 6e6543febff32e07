package dev.claviger.credential.account.provider;

import java.util.Optional;

import dev.claviger.credential.edge.Expect;
import dev.claviger.credential.edge.JsonInput;

/**
 * What a caller says of the secret: nothing, which keeps it, that there is none, or which it is.
 *
 * @param isKept whether nothing was said
 */
record ClientSecretInput(boolean isKept, Optional<String> secret) {

    private static final String KEPT = "\u0000kept";
    private static final Expect<String> FORM = Expect.text(500);

    static ClientSecretInput read(JsonInput input) {
        Optional<String> said = input.optional("client_secret", Optional.of(KEPT), FORM);
        boolean isKept = said.filter(KEPT::equals).isPresent();
        return new ClientSecretInput(isKept, isKept ? Optional.empty() : said);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return isKept ? "the secret as it is" : "another secret";
    }
}
