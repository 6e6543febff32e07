package dev.claviger.credential.account.renewal;

import java.util.Optional;

import dev.claviger.contract.Fields;
import dev.claviger.contract.PersonId;
import dev.claviger.contract.TenantId;

/**
 * What somebody has typed to have another password: with the token of a link, or signed in and with the present password.
 *
 * @param token   what the link ends with, whatever that is
 * @param signedIn who wants to change the own password
 */
record NewPassword(Optional<String> token, Optional<SignedIn> signedIn, String password, String address) {

    static NewPassword of(Fields fields) {
        Optional<String> token = fields.optionalText("token");
        return new NewPassword(token, token.isPresent() ? Optional.empty() : Optional.of(SignedIn.of(fields)), fields.text("password"), fields.text("address"));
    }

    /** Nothing that was typed. */
    @Override
    public String toString() {
        return "a new password";
    }

    /** A person who is signed in, and proves it once more. */
    record SignedIn(TenantId tenant, PersonId id, String currentPassword) {

        private static SignedIn of(Fields fields) {
            return new SignedIn(new TenantId(fields.text("tenant")), new PersonId(fields.number("id")), fields.text("current_password"));
        }

        @Override
        public String toString() {
            return "person " + id;
        }
    }
}
