package dev.claviger.gateway;

import io.quarkus.vertx.http.ManagementInterface;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** What operators find on the management port beside health and metrics. */
@ApplicationScoped
public class ManagementPort {

    private final GatewayApplication application;

    ManagementPort(GatewayApplication application) {
        this.application = application;
    }

    void open(@Observes ManagementInterface management) {
        application.parts().explaining().register(management.router());
    }
}
