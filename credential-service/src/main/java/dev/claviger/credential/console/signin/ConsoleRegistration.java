package dev.claviger.credential.console.signin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.jboss.logging.Logger;

import dev.claviger.contract.ClientId;
import dev.claviger.contract.ClientSecret;
import dev.claviger.contract.EnvironmentName;
import dev.claviger.credential.admin.Actor;
import dev.claviger.credential.admin.AdminConfig;
import dev.claviger.credential.application.FirstPartyClients;
import dev.claviger.credential.application.FirstPartyClients.Description;
import dev.claviger.credential.console.session.ConsoleAddress;
import dev.claviger.credential.console.session.ConsoleClient;
import dev.claviger.credential.console.session.ConsoleConfig;
import dev.claviger.credential.environment.Environments;
import dev.claviger.credential.problem.Problem;
import dev.claviger.credential.tenant.PlatformTenant;
import dev.claviger.credential.tenant.Tenants;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;

/**
 * Keeps the console's client at token-service as the settings say, at each start and whichever replica starts: the address may change, and nobody has
 * to know how the console is registered. At another provider its administrator does that.
 */
@ApplicationScoped
class ConsoleRegistration {

    private static final Logger LOG = Logger.getLogger(ConsoleRegistration.class);
    private static final Actor BOOTSTRAP = Actor.ofInstallation("bootstrap");
    private static final EnvironmentName ENVIRONMENT = new EnvironmentName("platform");
    private static final String CLIENT_ID = "claviger.console.client-id";
    private static final String SECRET_FILE = "claviger.console.client-secret-file";
    /** Of replicas that start together one goes first. */
    private static final String ONE_AT_A_TIME = "select only_row from installation for update";

    private final ConsoleConfig config;
    private final ConsoleAddress console;
    private final AdminConfig admin;
    private final Tenants tenants;
    private final Environments environments;
    private final FirstPartyClients clients;

    ConsoleRegistration(ConsoleConfig config, ConsoleAddress console, AdminConfig admin, Tenants tenants, Environments environments, FirstPartyClients clients) {
        this.config = config;
        this.console = console;
        this.admin = admin;
        this.tenants = tenants;
        this.environments = environments;
        this.clients = clients;
    }

    void run(@Observes StartupEvent started) throws Throwable {
        ConsoleClient client = ConsoleClient.of(config).orElse(null);
        if (client != null && client.issuer().toString().equals(admin.issuer())) {
            Description described = description(client);
            try {
                boolean written = VertxContextSupport.subscribeAndAwait(() -> Panache.withTransaction(() -> keep(described)));
                LOG.info("the console is client " + described.id() + " of tenant " + PlatformTenant.ID + (written ? ", brought to what is configured" : ""));
            } catch (Problem conflict) {
                throw new ConfigurationException(CLIENT_ID + " or " + SECRET_FILE + ": " + conflict.getMessage());
            }
        }
    }

    private Uni<Boolean> keep(Description described) {
        return Panache.getSession().chain(session -> session.createNativeQuery(ONE_AT_A_TIME, Boolean.class).getResultList())
                .chain(() -> tenants.createIfAbsent(BOOTSTRAP, PlatformTenant.ID, "Claviger"))
                .chain(() -> environments.createIfAbsent(BOOTSTRAP, PlatformTenant.ID, ENVIRONMENT))
                .chain(() -> clients.keep(BOOTSTRAP, PlatformTenant.ID, ENVIRONMENT, described));
    }

    private Description description(ConsoleClient client) {
        if (!ClientId.isWellFormed(client.id())) {
            throw new ConfigurationException(CLIENT_ID + " must be 16 to 32 letters and digits");
        }
        String secret = client.secret().orElseThrow(() -> new ConfigurationException(SECRET_FILE + " is missing beside " + CLIENT_ID));
        return new Description(new ClientId(client.id()), ClientSecret.parse(secret).orElseThrow(() -> new ConfigurationException(SECRET_FILE
                + " must hold one client secret, clv_platform_<16 to 32 letters and digits>_<43 base62 digits><CRC-32 in 6 base62 digits>")),
                "Claviger Console", console.at("/signed-in"), console.at("/signed-out"), console.at("/back-channel-logout"));
    }
}
