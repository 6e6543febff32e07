package dev.claviger.deploy;

import java.util.List;
import java.util.stream.Stream;

/** Something that must hold of manifests. A problem is one line that names the object and what is wrong with it. */
interface Rule {

    Stream<String> problems(Manifests manifests);

    static List<Rule> all(ExternalSecrets external) {
        return List.of(new StrictSchema(), new ClientModels(), new Selectors(), new Ports(), new References(external),
                new PodSecurity(), new Probes(), new Resources());
    }
}
