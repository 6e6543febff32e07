package dev.claviger.credential.admin;

import java.util.Optional;

/**
 * Who does something that the audit trail records.
 *
 * @param name    the {@code sub} of the token: a client id or a person's number; or the role of another service, {@code leak-report:} and a signer, or {@code bootstrap}
 * @param tenant  the client's tenant, which is the person's
 * @param address where the call came from
 */
public record Actor(String name, Optional<String> tenant, Optional<String> address) {

    public static Actor ofInstallation(String name) {
        return new Actor(name, Optional.empty(), Optional.empty());
    }
}
