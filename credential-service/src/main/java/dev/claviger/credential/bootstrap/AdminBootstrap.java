package dev.claviger.credential.bootstrap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.jboss.logging.Logger;

import dev.claviger.contract.EnvironmentName;
import dev.claviger.credential.admin.Actor;
import dev.claviger.credential.application.ClientRegistration;
import dev.claviger.credential.environment.Environments;
import dev.claviger.credential.tenant.PlatformTenant;
import dev.claviger.credential.tenant.Tenants;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;

/**
 * Creates the first administrator, once in the life of an installation: a revoked one must not come back with a restart.
 * Every later administrator is made by one before it, so the first is the only one that has to be remembered.
 */
@ApplicationScoped
class AdminBootstrap {

    private static final Logger LOG = Logger.getLogger(AdminBootstrap.class);
    private static final Actor BOOTSTRAP = Actor.ofInstallation("bootstrap");
    private static final EnvironmentName ENVIRONMENT = new EnvironmentName("platform");
    /** Its row lock lets only one of two replicas that start together find it undone. */
    private static final String REMEMBER = "update installation set first_admin_at = now() where first_admin_at is null";

    private final BootstrapConfig config;
    private final Tenants tenants;
    private final Environments environments;
    private final ClientRegistration registration;

    AdminBootstrap(BootstrapConfig config, Tenants tenants, Environments environments, ClientRegistration registration) {
        this.config = config;
        this.tenants = tenants;
        this.environments = environments;
        this.registration = registration;
    }

    void run(@Observes StartupEvent started) throws Throwable {
        FirstAdministrator first = FirstAdministrator.of(config).orElse(null);
        if (first != null) {
            boolean created = VertxContextSupport.subscribeAndAwait(() -> Panache.withTransaction(() -> create(first)));
            LOG.info(created ? "created the first administrator, client " + first.client() + " of tenant " + PlatformTenant.ID
                    : "there has been an administrator before, so claviger.bootstrap.* is ignored");
        }
    }

    private Uni<Boolean> create(FirstAdministrator first) {
        return Panache.getSession().chain(session -> session.createNativeQuery(REMEMBER).executeUpdate())
                .chain(remembered -> remembered == 0 ? Uni.createFrom().item(false)
                        : tenants.createIfAbsent(BOOTSTRAP, PlatformTenant.ID, "Claviger")
                                .chain(() -> environments.createIfAbsent(BOOTSTRAP, PlatformTenant.ID, ENVIRONMENT))
                                .chain(() -> registration.registerAdministrator(BOOTSTRAP, PlatformTenant.ID, ENVIRONMENT, first.client(), first.secret()))
                                .replaceWith(true));
    }
}
