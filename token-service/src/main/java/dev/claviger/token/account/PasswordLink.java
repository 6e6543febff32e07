package dev.claviger.token.account;

import dev.claviger.contract.Fields;
import dev.claviger.contract.TenantId;

import java.util.Optional;

/**
 * What a link in a mail is good for.
 *
 * @param isInvitation whether it is somebody's first password
 */
public record PasswordLink(TenantId tenant, String username, boolean isInvitation) {

    /** Empty for a link that is unknown, spent or too old: nobody learns which. */
    static Optional<PasswordLink> of(Fields answer) {
        return answer.flag("valid")
                ? Optional.of(new PasswordLink(new TenantId(answer.text("tenant")), answer.text("username"), "invitation".equals(answer.text("purpose"))))
                : Optional.empty();
    }
}
