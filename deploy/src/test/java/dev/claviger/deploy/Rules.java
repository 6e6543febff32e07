package dev.claviger.deploy;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import dev.claviger.deploy.manifest.DocumentedSettings;
import dev.claviger.deploy.manifest.ExternalSecrets;
import dev.claviger.deploy.manifest.Manifests;
import dev.claviger.deploy.manifest.Rule;
import dev.claviger.deploy.network.Addresses;
import dev.claviger.deploy.network.Coverage;
import dev.claviger.deploy.network.Edges;
import dev.claviger.deploy.network.Ports;
import dev.claviger.deploy.network.Selectors;
import dev.claviger.deploy.scale.Autoscaling;
import dev.claviger.deploy.scale.Disruption;
import dev.claviger.deploy.scale.Spread;
import dev.claviger.deploy.schema.ClientModels;
import dev.claviger.deploy.schema.StrictSchema;
import dev.claviger.deploy.workload.Draining;
import dev.claviger.deploy.workload.PodSecurity;
import dev.claviger.deploy.workload.Probes;
import dev.claviger.deploy.workload.References;
import dev.claviger.deploy.workload.Resources;
import dev.claviger.deploy.workload.Settings;

/** Everything that must hold of what is applied together. */
record Rules(List<Rule> all) {

    private static final StrictSchema SCHEMA = new StrictSchema();

    /**
     * @param external   the Secrets that are not made by the manifests
     * @param metrics    the names of the metrics that autoscalers may ask for
     * @param documented a service's settings, by its name
     */
    static Rules with(ExternalSecrets external, Set<String> metrics, Function<String, Optional<DocumentedSettings>> documented) {
        return new Rules(List.of(SCHEMA, new ClientModels(), new Selectors(), new Ports(), new Coverage(), new Addresses(), new Edges(external),
                new References(external), new PodSecurity(), new Probes(), new Draining(), new Resources(), new Settings(documented),
                new Disruption(), new Autoscaling(metrics), new Spread()));
    }

    List<String> problems(Manifests manifests) {
        return all.stream().flatMap(rule -> rule.problems(manifests)).toList();
    }
}
