package dev.claviger.contract.person;

import java.util.Map;
import java.util.Optional;

import dev.claviger.contract.Fields;
import dev.claviger.contract.TenantId;

/**
 * "Is this that person of the tenant?", with what was typed into the login form. The answer is a {@link PersonVerification}.
 *
 * @param oneTimePassword RFC 6238, or a recovery code; asked for only of who has one
 * @param device          what an earlier answer gave this browser: guesses from elsewhere do not keep it out
 * @param address         from where the form came, for limits
 */
public record PersonQuestion(TenantId tenant, String username, String password, Optional<String> oneTimePassword, Optional<String> device,
        String address) {

    public Map<String, Object> toFields() {
        return Fields.ordered("tenant", tenant.value(), "username", username, "password", password, "one_time_password", oneTimePassword,
                "device", device, "address", address);
    }

    public static PersonQuestion of(Fields fields) {
        return new PersonQuestion(new TenantId(fields.text("tenant")), fields.text("username"), fields.text("password"),
                fields.optionalText("one_time_password"), fields.optionalText("device"), fields.text("address"));
    }

    /** Nothing that was typed: people have been known to type one for the other. */
    @Override
    public String toString() {
        return "a sign-in at " + tenant;
    }
}
