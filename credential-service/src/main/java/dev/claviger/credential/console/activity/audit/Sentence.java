package dev.claviger.credential.console.activity.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.claviger.contract.TenantId;
import dev.claviger.credential.audit.AuditAction;
import dev.claviger.credential.audit.AuditLine;
import dev.claviger.credential.console.activity.audit.KnownNames.Named;
import dev.claviger.credential.console.activity.audit.KnownNames.Names;
import dev.claviger.credential.console.page.Room;
import dev.claviger.credential.tenant.PlatformTenant;
import dev.claviger.pages.ShownName;

/** An entry as somebody would say it: who did what to what, with ways to what is still there. */
public record Sentence(Part actor, String through, List<Part> parts) {

    private static final Pattern BRACKETS = Pattern.compile("\\[([^]]*)]");
    private static final Pattern BRACES = Pattern.compile("\\{([a-z]+)}");

    /**
     * @param path where it is; empty for what is gone, and for words
     * @param isName whether somebody chose it
     */
    public record Part(String text, String path, boolean isName) {

        static Part words(String text) {
            return new Part(text, "", false);
        }

        static Part name(String text) {
            return new Part(text, "", true);
        }
    }

    static Sentence of(AuditLine line, Names names) {
        return new Sentence(actor(line, names), through(line, names), said(line, names));
    }

    private static List<Part> said(AuditLine line, Names names) {
        // One of a later release has no words here yet.
        String words = AuditAction.of(line.action()).map(AuditAction::words).orElse("did " + line.action());
        Function<String, Optional<Part>> things = thing -> thing(thing, line, names);
        String chosen = BRACKETS.matcher(words).replaceAll(bracket -> Matcher.quoteReplacement(hasAll(bracket.group(1), things) ? bracket.group(1) : ""));
        List<Part> parts = new ArrayList<>();
        int reached = 0;
        Matcher thing = BRACES.matcher(chosen);
        while (thing.find()) {
            parts.add(Part.words(chosen.substring(reached, thing.start())));
            parts.add(things.apply(thing.group(1)).orElse(Part.words("that is not named")));
            reached = thing.end();
        }
        parts.add(Part.words(chosen.substring(reached)));
        return parts.stream().filter(part -> !part.text().isEmpty()).toList();
    }

    private static boolean hasAll(String words, Function<String, Optional<Part>> things) {
        return BRACES.matcher(words).results().allMatch(thing -> things.apply(thing.group(1)).isPresent());
    }

    private static Optional<Part> thing(String name, AuditLine line, Names names) {
        return switch (name) {
            case "client" -> Optional.ofNullable(line.clientId()).map(id -> client(id, names));
            case "person" -> Optional.ofNullable(line.subject()).map(id -> person(id, names));
            case "environment" -> Optional.ofNullable(line.environment()).map(Part::name);
            case "scope" -> Optional.ofNullable(line.scope()).map(Part::name);
            case "changed" -> Optional.of(line.changed()).filter(members -> !members.isEmpty()).map(members -> Part.words(listed(members)));
            default -> throw new IllegalArgumentException("no entry has {" + name + "}");
        };
    }

    private static Part client(String id, Names names) {
        return names.client(id).map(known -> new Part(known.name(), known.tenant().equals(names.tenant()) ? Room.APPLICATIONS.path(new TenantId(known.tenant())) + "/" + id : "", true))
                .orElse(new Part(id + " (deleted since)", "", true));
    }

    private static Part person(String id, Names names) {
        return names.person(id).map(known -> new Part(known.name(), known.tenant().equals(names.tenant()) ? Room.PEOPLE.path(new TenantId(known.tenant())) + "/" + id : "", true)).orElse(Part.name("person " + id));
    }

    /** An operator of the platform has no name for a tenant, as a tenant's people have none for another's. */
    private static Part actor(AuditLine line, Names names) {
        String actor = line.actor();
        if (names.person(actor).isPresent()) {
            return person(actor, names);
        }
        if (names.client(actor).isPresent()) {
            return client(actor, names);
        }
        if (line.actorTenant() == null) {
            return Part.words(ofInstallation(actor));
        }
        boolean isForeign = !line.actorTenant().equals(names.tenant());
        return isForeign && !names.isOperator() ? Part.words(PlatformTenant.ID.value().equals(line.actorTenant()) ? "An operator of the platform" : "Somebody of another tenant") : Part.name(actor + " (deleted since)");
    }

    private static String ofInstallation(String actor) {
        return switch (actor) {
            case "bootstrap" -> "The installation, when it began,";
            case "restore" -> "Whoever restored the database";
            case "token-service" -> "An application or token-service";
            case "retirement" -> "Claviger by itself";
            case "identity-provider" -> "The identity provider";
            default -> actor.startsWith("leak-report:") ? "A leak scanner" : ShownName.of(actor);
        };
    }

    private static String through(AuditLine line, Names names) {
        String id = line.actorClient();
        return id == null ? "" : names.isConsole(id) ? "in the console" : "through " + names.client(id).map(Named::name).orElse("application " + id);
    }

    private static String listed(List<String> members) {
        return String.join(", ", members).replace('_', ' ');
    }
}
