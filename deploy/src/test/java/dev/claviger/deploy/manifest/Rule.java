package dev.claviger.deploy.manifest;

import java.util.stream.Stream;

/** Something that must hold of manifests. A problem is one line that names the object and what is wrong with it. */
public interface Rule {

    Stream<String> problems(Manifests manifests);
}
