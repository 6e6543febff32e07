package dev.claviger.quickstart.doctor.look;

import java.net.URI;

/** One process as its management port shows it. */
public record Replica(URI management, Reply metrics, Scrape scrape) {

    public static final String GATEWAY = "api-gateway";
    public static final String TOKEN = "token-service";
    public static final String CREDENTIAL = "credential-service";

    private static final String BUILD = "claviger_build_info";

    public static Replica at(URI management, Questions questions) {
        Reply metrics = questions.get(Questions.at(management, "/q/metrics"));
        return new Replica(management, metrics, Scrape.of(metrics.isOk() ? metrics.body() : ""));
    }

    /** Whether it is one of ours, and new enough to say so. */
    public boolean isKnown() {
        return !scrape.named(BUILD).isEmpty();
    }

    public String service() {
        return scrape.label(BUILD, "application").orElse("");
    }

    public String version() {
        return scrape.label(BUILD, "version").orElse("");
    }

    public String profile() {
        return scrape.label(BUILD, "profile").orElse("");
    }

    public boolean isA(String service) {
        return service().equals(service);
    }

    /** For a line: which service, and where. */
    public String name() {
        return (isKnown() ? service() : "replica") + " at " + management.getAuthority();
    }
}
