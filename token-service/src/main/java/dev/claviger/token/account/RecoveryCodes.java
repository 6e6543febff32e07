package dev.claviger.token.account;

import dev.claviger.contract.Fields;

import java.util.List;
import java.util.Optional;

/** Each stands once for a one-time password. */
public record RecoveryCodes(List<String> codes) {

    public RecoveryCodes {
        codes = List.copyOf(codes);
    }

    static Optional<RecoveryCodes> of(Fields answer) {
        return "on".equals(answer.text("outcome")) ? Optional.of(new RecoveryCodes(answer.texts("recovery_codes"))) : Optional.empty();
    }

    /** Without the codes. */
    @Override
    public String toString() {
        return codes.size() + " recovery codes";
    }
}
