package dev.claviger.credential.admin;

import java.util.Optional;

import dev.claviger.contract.ClientId;
import dev.claviger.contract.PersonId;
import dev.claviger.contract.TenantId;

/**
 * Who does something that the audit trail records.
 *
 * @param name    the {@code sub} of the token: a client id or a person's number; or the role of another service, {@code leak-report:} and a signer, or {@code bootstrap}
 * @param tenant  the client's tenant, which is the person's
 * @param client  the application through which a person acts; empty where nobody acts through one
 * @param address where the call came from
 */
public record Actor(String name, Optional<String> tenant, Optional<ClientId> client, Optional<String> address) {

    /** The person itself, who is signed in at token-service or has the link of a mail. */
    public static Actor ofPerson(TenantId tenant, PersonId person, Optional<String> address) {
        return new Actor(person.toString(), Optional.of(tenant.value()), Optional.empty(), address);
    }

    public static Actor ofInstallation(String name) {
        return new Actor(name, Optional.empty(), Optional.empty(), Optional.empty());
    }
}
