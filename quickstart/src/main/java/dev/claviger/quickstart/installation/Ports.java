package dev.claviger.quickstart.installation;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/** Every port an installation listens on. */
public record Ports(int gateway, int gatewayManagement, int token, int tokenManagement, int credential,
        int credentialManagement, int sampleApi, int database) {

    private static final int COUNT = 8;
    private static final int LOWEST_FREE = 20_000;
    private static final int LOWEST_EPHEMERAL = 32_768;

    /** The documented ports, all moved by the same offset. */
    public static Ports standard(int offset) {
        return new Ports(8080 + offset, 9080 + offset, 8081 + offset, 9081 + offset, 8082 + offset, 9082 + offset,
                8090 + offset, 8543 + offset);
    }

    /**
     * Ports nobody listens on at this moment. Not the operating system's choice: that is one of those it also gives to
     * outgoing connections, and a service that starts again may find its port taken by one. All in a row, so that two who choose
     * at the same moment hardly ever choose any that is the same.
     */
    public static Ports free() {
        int first = ThreadLocalRandom.current().ints(LOWEST_FREE / COUNT, LOWEST_EPHEMERAL / COUNT).map(row -> row * COUNT)
                .filter(row -> IntStream.range(row, row + COUNT).noneMatch(Ports::isTaken)).findFirst().orElseThrow();
        return new Ports(first, first + 1, first + 2, first + 3, first + 4, first + 5, first + 6, first + 7);
    }

    /** These, but for two of the service's own. */
    Ports with(Service service, int port, int management) {
        return switch (service) {
            case GATEWAY -> new Ports(port, management, token, tokenManagement, credential, credentialManagement, sampleApi, database);
            case TOKEN -> new Ports(gateway, gatewayManagement, port, management, credential, credentialManagement, sampleApi, database);
            case CREDENTIAL -> new Ports(gateway, gatewayManagement, token, tokenManagement, port, management, sampleApi, database);
        };
    }

    /** Where the service's probes and metrics are. */
    public int management(Service service) {
        return switch (service) {
            case GATEWAY -> gatewayManagement;
            case TOKEN -> tokenManagement;
            case CREDENTIAL -> credentialManagement;
        };
    }

    /** Refuses to begin when somebody already listens: said before anything is started, so nothing is left running. */
    void requireFree() {
        purposes().forEach((purpose, port) -> {
            if (isTaken(port)) {
                throw new StartFailure("Port " + port + " is in use; Claviger needs it for the " + purpose
                        + ".\nStop what listens there, or move every port: --port-offset 100");
            }
        });
    }

    private Map<String, Integer> purposes() {
        Map<String, Integer> purposes = new LinkedHashMap<>();
        purposes.put("api-gateway", gateway);
        purposes.put("api-gateway's probes and metrics", gatewayManagement);
        purposes.put("token-service", token);
        purposes.put("token-service's probes and metrics", tokenManagement);
        purposes.put("credential-service", credential);
        purposes.put("credential-service's probes and metrics", credentialManagement);
        purposes.put("sample API", sampleApi);
        purposes.put("embedded PostgreSQL", database);
        return purposes;
    }

    private static boolean isTaken(int port) {
        try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return !probe.isBound();
        } catch (IOException e) {
            return true;
        }
    }
}
