package dev.claviger.gateway.follow;

import dev.claviger.contract.EnvironmentName;
import dev.claviger.contract.EnvironmentRecord;
import dev.claviger.contract.TenantId;
import java.util.Optional;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * Environments by their hosts, immutable and structure-sharing: putting one among ten thousand copies a few nodes. An exact
 * host goes before a wildcard, a longer suffix before a shorter one. A wildcard stands for one or more labels.
 */
public final class Environments {

    public static final Environments NONE = new Environments(HashTreePMap.empty(), HashTreePMap.empty());

    private final PMap<EnvironmentKey, Environment> byName;
    private final PMap<String, Environment> byHost;
    private final RecentHosts recent = new RecentHosts();

    private Environments(PMap<EnvironmentKey, Environment> byName, PMap<String, Environment> byHost) {
        this.byName = byName;
        this.byHost = byHost;
    }

    /** These with the environment put in place of what it was before. */
    public Environments with(EnvironmentRecord recorded) {
        Environments others = without(recorded.tenant(), recorded.name());
        Environment environment = new Environment(recorded);
        PMap<String, Environment> hosts = others.byHost;
        for (String host : recorded.hosts()) {
            hosts = hosts.plus(host, environment);
        }
        return new Environments(others.byName.plus(new EnvironmentKey(recorded.tenant(), recorded.name()), environment), hosts);
    }

    public Environments without(TenantId tenant, EnvironmentName name) {
        EnvironmentKey key = new EnvironmentKey(tenant, name);
        Environment gone = byName.get(key);
        if (gone == null) {
            return this;
        }
        PMap<String, Environment> hosts = byHost;
        for (String host : gone.hosts()) {
            hosts = hosts.get(host) == gone ? hosts.minus(host) : hosts;
        }
        return new Environments(byName.minus(key), hosts);
    }

    /** @param host canonical: lower case, without port */
    public Optional<Environment> of(String host) {
        Environment known = recent.get(host);
        if (known != null) {
            return Optional.of(known);
        }
        Environment exact = byHost.get(host);
        for (int dot = host.indexOf('.'); exact == null && dot >= 0; dot = host.indexOf('.', dot + 1)) {
            exact = byHost.get("*" + host.substring(dot));
        }
        if (exact != null) {
            recent.put(host, exact);
        }
        return Optional.ofNullable(exact);
    }

    public Optional<Environment> named(TenantId tenant, EnvironmentName name) {
        return Optional.ofNullable(byName.get(new EnvironmentKey(tenant, name)));
    }

    public int size() {
        return byName.size();
    }
}
