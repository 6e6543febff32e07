package dev.claviger.quickstart.people;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where the console is, and who may sign in to it.
 *
 * @param administrator of a tenant; none where the services are those of a release without console
 * @param operator      of the platform
 */
public record ConsoleAccess(URI url, Optional<Login> administrator, Optional<Login> operator) {

    /** @param password as the demo drew it; the person may have chosen another since */
    public record Login(String tenant, String username, String password) {

        /** Without the password. */
        @Override
        public String toString() {
            return username + " of " + tenant;
        }
    }

    static ConsoleAccess of(URI url, Login administrator, Login operator) {
        return new ConsoleAccess(url, Optional.of(administrator), Optional.of(operator));
    }

    /** Of a release that has none. */
    public static ConsoleAccess none(URI url) {
        return new ConsoleAccess(url, Optional.empty(), Optional.empty());
    }

    /** By their names in {@code .claviger/env}. */
    public Map<String, String> values() {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("CONSOLE_URL", url.toString());
        administrator.ifPresent(login -> put(values, "CONSOLE", login));
        operator.ifPresent(login -> put(values, "PLATFORM", login));
        return values;
    }

    private static void put(Map<String, String> values, String name, Login login) {
        values.put(name + "_TENANT", login.tenant());
        values.put(name + "_USER", login.username());
        values.put(name + "_PASSWORD", login.password());
    }
}
