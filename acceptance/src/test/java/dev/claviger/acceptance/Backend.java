package dev.claviger.acceptance;

import dev.claviger.quickstart.installation.Blueprint;
import dev.claviger.quickstart.installation.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/**
 * One process of a service, as a balancer and its operator see it.
 *
 * @param settings the file it is told its settings by, read at every start
 */
record Backend(Service service, URI address, URI management, Path settings) {

    static Backend of(Service service, Blueprint blueprint) {
        URI address = switch (service) {
            case GATEWAY -> blueprint.gateway();
            case TOKEN -> blueprint.tokenService();
            case CREDENTIAL -> blueprint.credentialService();
        };
        return new Backend(service, address, blueprint.management(service), blueprint.folder().resolve(service.module() + ".properties"));
    }

    /** Beside what it knows, and before what it knew; from its next start on. */
    void tell(Map<String, String> more) {
        StringBuilder lines = new StringBuilder();
        more.forEach((key, value) -> lines.append(key).append('=').append(value).append('\n'));
        try {
            Files.writeString(settings, lines, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return service + " at " + address;
    }
}
