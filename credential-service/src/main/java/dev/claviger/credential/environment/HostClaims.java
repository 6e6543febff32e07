package dev.claviger.credential.environment;

import java.util.List;

import jakarta.inject.Singleton;

import dev.claviger.credential.problem.Problem;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;

/** Which environment each host belongs to; the primary key on the host decides, also between two requests at the same moment. */
@Singleton
class HostClaims {

    private static final String RELEASE = """
            delete from environment_host where tenant_id = :tenant and environment = :environment
               and host <> all (string_to_array(:hosts, ' '))
            """;
    private static final String CLAIM = """
            insert into environment_host (host, tenant_id, environment)
            select host, :tenant, :environment from unnest(string_to_array(:hosts, ' ')) as host order by host
            on conflict (host) do nothing
            """;
    private static final String TAKEN = """
            select host from environment_host where host = any (string_to_array(:hosts, ' '))
               and (tenant_id, environment) <> (:tenant, :environment) order by host
            """;

    /** Fails with a 409 that names the hosts taken, but not by whom: that is another tenant's affair. */
    Uni<Void> claim(Environment environment) {
        return Panache.getSession().chain(session -> session.flush()
                .chain(() -> session.createNativeQuery(RELEASE).setParameter("hosts", hosts(environment))
                        .setParameter("tenant", environment.key.tenant()).setParameter("environment", environment.key.name()).executeUpdate())
                .chain(() -> session.createNativeQuery(CLAIM).setParameter("hosts", hosts(environment))
                        .setParameter("tenant", environment.key.tenant()).setParameter("environment", environment.key.name()).executeUpdate())
                .chain(() -> session.createNativeQuery(TAKEN, String.class).setParameter("hosts", hosts(environment))
                        .setParameter("tenant", environment.key.tenant()).setParameter("environment", environment.key.name()).getResultList())
                .invoke(HostClaims::refuseTaken).replaceWithVoid());
    }

    private static void refuseTaken(List<String> taken) {
        if (!taken.isEmpty()) {
            throw Problem.conflict("In use by another environment: " + String.join(", ", taken));
        }
    }

    /** Host names hold no spaces, so a space can separate them. */
    private static String hosts(Environment environment) {
        return String.join(" ", environment.hosts);
    }
}
