package dev.claviger.gateway.port.tls;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which certificate is for whom, immutable. A host may have one for each kind of key. */
final class CertificatesByHost {

    private final Map<String, List<Entry>> byHost = new HashMap<>();
    private final List<Entry> standard;
    private final Map<String, ServedCertificate> byAlias = new HashMap<>();

    private record Entry(String alias, ServedCertificate certificate) {
    }

    /**
     * @param generation told apart from others, so that a handshake that began with one generation can end with it
     * @param standard   for who names no host, or an unknown one; null for none
     */
    CertificatesByHost(long generation, ServedCertificate standard, List<ServedCertificate> others) {
        this.standard = standard == null ? List.of() : List.of(entry(generation, standard));
        this.standard.forEach(this::enter);
        others.forEach(other -> enter(entry(generation, other)));
    }

    private Entry entry(long generation, ServedCertificate certificate) {
        String alias = generation + "/" + byAlias.size();
        byAlias.put(alias, certificate);
        return new Entry(alias, certificate);
    }

    private void enter(Entry entry) {
        entry.certificate().hosts().forEach(host -> byHost.computeIfAbsent(host, first -> new ArrayList<>()).add(entry));
    }

    /** @return null when there is none; then TLS tries another kind of key, and fails in the end */
    String alias(String keyType, String host) {
        for (Entry entry : of(host)) {
            if (entry.certificate().keyType().equals(keyType)) {
                return entry.alias();
            }
        }
        return null;
    }

    /** @return null for an alias of another generation */
    ServedCertificate certificate(String alias) {
        return byAlias.get(alias);
    }

    private List<Entry> of(String host) {
        List<Entry> exact = host == null ? null : byHost.get(host);
        if (exact != null) {
            return exact;
        }
        int dot = host == null ? -1 : host.indexOf('.');
        return dot < 0 ? standard : byHost.getOrDefault("*" + host.substring(dot), standard);
    }
}
