package dev.claviger.credential.tenant;

import dev.claviger.contract.TenantId;
import dev.claviger.credential.problem.Problem;

/** The tenant of the platform itself: its administrators are in it, the console's own client, and what the first administrator signed in with. */
public final class PlatformTenant {

    public static final TenantId ID = new TenantId("claviger");

    private PlatformTenant() {
    }

    /**
     * Without it nobody could administer the installation again: the first administrator is made once.
     *
     * @throws Problem 409 for it
     */
    public static void keep(TenantId id) {
        if (id.equals(ID)) {
            throw Problem.conflict("This is the platform's own tenant: it cannot be deleted");
        }
    }
}
