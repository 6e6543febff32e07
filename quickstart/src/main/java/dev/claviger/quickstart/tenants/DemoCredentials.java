package dev.claviger.quickstart.tenants;

import dev.claviger.quickstart.installation.Blueprint;
import dev.claviger.quickstart.installation.PrivateFiles;
import java.nio.file.Path;

/** {@code .claviger/clients/<tenant>.cfg}: what a client application of that system reads its credentials from. */
public final class DemoCredentials {

    private DemoCredentials() {
    }

    /** @param apiKey empty for none */
    public static Path write(Blueprint blueprint, DemoTenant tenant, String clientId, String clientSecret, String apiKey) {
        Path file = PrivateFiles.folder(blueprint.clientsFolder()).resolve(tenant.id() + ".cfg");
        PrivateFiles.write(file, text(blueprint, tenant, clientId, clientSecret, apiKey));
        return file;
    }

    /** Python's configparser takes comments on lines of their own only, and Lucidtech's SDKs write {@code https://} themselves. */
    private static String text(Blueprint blueprint, DemoTenant tenant, String clientId, String clientSecret, String apiKey) {
        String authority = blueprint.tokenService().getAuthority();
        return """
                # The demo's client application of tenant %s. Where names below .localhost do not resolve,
                # call %s and send the header Host: %s
                [default]
                client_id = %s
                client_secret = %s
                auth_endpoint = %s
                api_endpoint = %s://%s:%d%s
                """.formatted(tenant.id(), blueprint.gateway(), tenant.host(), clientId, clientSecret,
                blueprint.tls() ? authority : blueprint.tokenService(),
                blueprint.gateway().getScheme(), tenant.host(), blueprint.gateway().getPort(), tenant.apiPath())
                + (apiKey.isEmpty() ? "" : "api_key = " + apiKey + "\n");
    }
}
