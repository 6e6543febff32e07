package dev.claviger.credential.account.link;

import dev.claviger.contract.PersonId;
import dev.claviger.contract.TenantId;

/** A link that may be used at this moment, and whose password it sets. */
public record LiveLink(PersonId person, TenantId tenant, String username, LinkPurpose purpose) {

    /** Without what is personal. */
    @Override
    public String toString() {
        return purpose + " of person " + person;
    }
}
