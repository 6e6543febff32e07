package dev.claviger.quickstart;

import dev.claviger.quickstart.installation.Blueprint;
import dev.claviger.quickstart.installation.Installation;
import dev.claviger.quickstart.installation.PrivateFiles;
import dev.claviger.quickstart.installation.Service;
import dev.claviger.quickstart.people.CodeFlow;
import dev.claviger.quickstart.people.ConsoleAccess;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** {@code .claviger/env}, for sourcing into a shell: where everything is, and as whom. There only while all of it is true. */
public final class EnvFile {

    private final Path file;

    EnvFile(Blueprint blueprint) {
        this.file = blueprint.envFile();
    }

    void write(Installation installation, DemoClient client, CodeFlow codeFlow, ConsoleAccess console) {
        PrivateFiles.write(file, text(values(installation, client, codeFlow, console)));
    }

    static String text(Map<String, String> values) {
        return values.entrySet().stream()
                .map(value -> value.getKey() + "=" + quoted(value.getValue()) + "\n")
                .collect(Collectors.joining());
    }

    private static Map<String, String> values(Installation installation, DemoClient client, CodeFlow codeFlow, ConsoleAccess console) {
        Blueprint blueprint = installation.blueprint();
        Map<String, String> values = new LinkedHashMap<>();
        values.put("ISSUER", blueprint.issuer());
        values.put("TOKEN_URL", blueprint.tokenEndpoint().toString());
        values.put("GATEWAY_URL", blueprint.gateway().toString());
        values.put("GATEWAY_MANAGEMENT_URL", blueprint.management(Service.GATEWAY).toString());
        values.put("TOKEN_MANAGEMENT_URL", blueprint.management(Service.TOKEN).toString());
        values.put("CREDENTIAL_MANAGEMENT_URL", blueprint.management(Service.CREDENTIAL).toString());
        values.put("GATEWAY_HOST", DemoData.HOST);
        values.put("ADMIN_URL", blueprint.credentialService().toString());
        values.put("ADMIN_CLIENT_ID", installation.secrets().adminClientId());
        values.put("ADMIN_CLIENT_SECRET", installation.secrets().adminClientSecret());
        values.put("DEMO_TENANT", DemoData.TENANT);
        values.put("CLIENT_ID", client.id());
        values.put("CLIENT_SECRET", client.secret());
        values.put("SCOPE", DemoData.SCOPE);
        values.put("AUDIENCE", DemoData.AUDIENCE);
        values.put("PROTECTED_PATH", DemoData.PROTECTED_PATH);
        values.put("FORBIDDEN_PATH", DemoData.FORBIDDEN_PATH);
        values.putAll(codeFlow.values());
        values.putAll(console.values());
        values.put("ROUTES_FILE", blueprint.routesFile().toString());
        values.put("GATEWAY_PID", pid(installation, Service.GATEWAY));
        values.put("TOKEN_PID", pid(installation, Service.TOKEN));
        values.put("CREDENTIAL_PID", pid(installation, Service.CREDENTIAL));
        return values;
    }

    private static String pid(Installation installation, Service service) {
        return Long.toString(installation.service(service).pid());
    }

    /** POSIX shell: within single quotes nothing is special but the single quote itself. */
    private static String quoted(String value) {
        return "'" + value.replace("'", "'\\''") + "'";
    }
}
