package dev.claviger.credential.console.environment;

import dev.claviger.contract.TenantId;
import dev.claviger.credential.console.page.Room;

/** Where an environment has its page. Its name stands behind a word: it may be called as one of the room's other pages. */
public final class EnvironmentAddress {

    private EnvironmentAddress() {
    }

    public static String of(TenantId tenant, String name) {
        return Room.ENVIRONMENTS.path(tenant) + "/named/" + name;
    }
}
