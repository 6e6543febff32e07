package dev.claviger.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claviger.quickstart.installation.Blueprint;
import dev.claviger.quickstart.installation.Replica;
import dev.claviger.quickstart.installation.Service;
import dev.claviger.quickstart.installation.ServiceProcess;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Two processes of each service. Whoever wants one of them, callers and the other services alike, goes through the service's balancer. */
final class Fleet implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Map<Service, Balancer> balancers;
    private final Map<Backend, ServiceProcess> processes = new LinkedHashMap<>();
    private final TestClaviger claviger;

    private Fleet(Map<Service, Balancer> balancers, Blueprint blueprint) {
        this.balancers = balancers;
        // Before they run: already at its start a service looks for the others behind their balancers.
        balancers.forEach((service, balancer) -> balancer.add(Backend.of(service, blueprint)));
        this.claviger = TestClaviger.start(blueprint);
        for (Service service : Service.values()) {
            processes.put(Backend.of(service, blueprint), claviger.installation().service(service));
        }
    }

    /** @param more settings of all of them */
    static Fleet start(String name, Map<String, String> more) throws IOException {
        Map<Service, Balancer> balancers = new EnumMap<>(Service.class);
        for (Service service : Service.values()) {
            balancers.put(service, new Balancer());
        }
        URI tokens = balancers.get(Service.TOKEN).address();
        Map<String, String> settings = new HashMap<>(more);
        settings.put("claviger.internal.url", balancers.get(Service.CREDENTIAL).address().toString());
        settings.put("claviger.token-service-url", tokens.toString());
        settings.put("claviger.jwks-url", tokens + "/oauth2/jwks");
        Fleet fleet = new Fleet(balancers, TestClaviger.blueprint(name, false, settings));
        fleet.addSecondOfEach();
        return fleet;
    }

    private void addSecondOfEach() {
        for (Service service : Service.values()) {
            Replica second = claviger.installation().addReplica(service);
            Backend backend = Backend.of(service, second.blueprint());
            processes.put(backend, second.process());
            balancers.get(service).add(backend);
        }
        processes.keySet().forEach(this::awaitReady);
    }

    TestClaviger claviger() {
        return claviger;
    }

    Line line(Service service) {
        return new Line(balancers.get(service));
    }

    List<Backend> of(Service service) {
        return processes.keySet().stream().filter(backend -> backend.service() == service).toList();
    }

    /** As Kubernetes does: told to end, waited for, and another in its place. */
    void restart(Backend backend) {
        processes.get(backend).terminate();
        assertThat(processes.get(backend).awaitEnd()).as("how %s ended", backend).isIn(0, 143);
        start(backend);
        awaitReady(backend);
    }

    /** {@code kill -9} */
    void kill(Backend backend) {
        processes.get(backend).kill();
    }

    /** Returns before it is ready. */
    void start(Backend backend) {
        processes.get(backend).start();
    }

    void awaitReady(Backend backend) {
        processes.get(backend).awaitReady();
        claviger.await(PATIENCE, () -> balancers.get(backend.service()).sendsTo(backend));
    }

    @Override
    public void close() {
        claviger.close();
        balancers.values().forEach(Balancer::close);
    }
}
