package dev.claviger.deploy.pod;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.claviger.deploy.manifest.Manifest;
import dev.claviger.deploy.manifest.Manifests;
import dev.claviger.deploy.manifest.Node;

/** The pods' ports, each moved to a free one of this machine, and with them the addresses that lead there. */
final class Network {

    private final Manifests manifests;
    private final int database;
    private final Map<String, Integer> free = new HashMap<>();

    /** @param database the port of the PostgreSQL that stands for whichever the manifests name */
    Network(Manifests manifests, int database) throws IOException {
        this.manifests = manifests;
        this.database = database;
        List<ServerSocket> held = new ArrayList<>();
        for (Manifest workload : manifests.workloads().toList()) {
            for (Node port : workload.ports().toList()) {
                held.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
                free.put(key(workload, port.at("containerPort").text()), held.get(held.size() - 1).getLocalPort());
            }
        }
        for (ServerSocket socket : held) {
            socket.close();
        }
    }

    /** Where this port of the pod is; any other number stays what it is. */
    String moved(Manifest workload, String port) {
        Integer here = free.get(key(workload, port));
        return here == null ? port : here.toString();
    }

    int at(Manifest workload, String name) {
        return workload.ports().filter(port -> port.at("name").is(name)).map(port -> free.get(key(workload, port.at("containerPort").text())))
                .findFirst().orElseThrow();
    }

    /** A value with the addresses in it replaced. */
    String local(String value) {
        String here = value.replaceFirst("^postgresql://[^/]+/", "postgresql://localhost:" + database + "/");
        for (Manifest service : manifests.ofKind("Service").toList()) {
            for (Node port : service.spec("ports").each()) {
                String address = "://" + service.name() + ":" + port.at("port").text();
                if (here.contains(address)) {
                    Manifest pod = manifests.selectedBy(service.spec("selector")).findFirst().orElseThrow();
                    here = here.replace(address, "://localhost:" + at(pod, port.at("targetPort").text()));
                }
            }
        }
        return here;
    }

    private static String key(Manifest workload, String port) {
        return workload.name() + ":" + port;
    }
}
