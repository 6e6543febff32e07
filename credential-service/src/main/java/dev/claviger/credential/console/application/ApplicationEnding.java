package dev.claviger.credential.console.application;

import java.util.ArrayList;
import java.util.List;

import dev.claviger.credential.apikey.ApiKeyView;
import dev.claviger.credential.application.ClientView;
import dev.claviger.credential.console.page.Ending;
import dev.claviger.credential.console.page.Frame;
import dev.claviger.credential.console.page.Moments;
import dev.claviger.credential.edge.EntityTag;
import dev.claviger.credential.rotation.SecretView;
import dev.claviger.pages.ShownName;

/** What is asked before something of an application ends: what will stop working, from what is known of its use. */
public final class ApplicationEnding {

    private ApplicationEnding() {
    }

    static Ending.Confirm ofDisabling(Frame frame, String path, EntityTag tag, Evidence evidence, NeededScopes needed) {
        return page(frame, new Ending("Disable " + name(evidence), "Its tokens end at once and it obtains no new ones. Secrets and settings stay: you can enable it again.",
                stops(evidence, needed), path + "/disable", "Disable it", false, tag.value(), "", path, ""));
    }

    static Ending.Confirm ofDeletion(Frame frame, String path, EntityTag tag, Evidence evidence, NeededScopes needed) {
        return page(frame, new Ending("Delete " + name(evidence), "Its secrets, API keys and settings go for good, and its tokens end at once. A new application has another client identifier.",
                stops(evidence, needed), path + "/delete", "Delete it for good", true, tag.value(), "", path, evidence.client().disabled() ? "" : path + "/disable"));
    }

    public static Ending.Confirm ofSecret(Frame frame, String path, EntityTag tag, Evidence evidence, NeededScopes needed, SecretView secret) {
        List<String> stops = new ArrayList<>(List.of(use("This secret", secret)));
        stops.add(secret.safeToRetire() ? "It is safe to retire: " + secret.safeToRetireReason() + "." : "It is not known to be safe: " + secret.safeToRetireReason() + ".");
        if (evidence.live().stream().noneMatch(other -> !other.credentialId().equals(secret.credentialId()))) {
            stops.add("It is the last live secret: the application obtains no token until you issue another.");
        }
        stops.addAll(needed.told(evidence.client().environment()));
        return page(frame, new Ending("Revoke a secret of " + name(evidence), "It obtains no token from now on, and the tokens it obtained end at once. A revoked secret stays revoked.",
                stops, path + "/secrets/" + secret.credentialId() + "/revoke", "Revoke it", true, tag.value(), "", path, ""));
    }

    /** Instead of all that are live; its version is which these are. */
    public static Ending.Confirm ofReplacement(Frame frame, String path, Evidence evidence, NeededScopes needed, String nonce) {
        List<String> stops = new ArrayList<>();
        evidence.live().forEach(secret -> stops.add(use("Secret " + secret.credentialId(), secret)));
        stops.addAll(needed.told(evidence.client().environment()));
        stops.add("To change without a pause, go back and let the old ones go on for some days.");
        return page(frame, new Ending("Replace the secrets of " + name(evidence), "You get a new secret. The old ones obtain no token from now on, and the tokens they obtained end at once: the application stands still until it has the new one.",
                stops, path + "/secrets/replace", "Replace them at once", true, evidence.liveNames(), nonce, path, ""));
    }

    public static Ending.Confirm ofKey(Frame frame, String path, EntityTag tag, ClientView client, ApiKeyView key) {
        List<String> stops = new ArrayList<>(List.of("Requests that bring it are refused wherever an API key is demanded. How it is used is not counted.",
                "It was made " + Moments.fromNow(key.createdAt()) + ", on " + Moments.exactly(key.createdAt()) + "."));
        if (client.contactEmail() != null) {
            stops.add("Ask first, if you are not sure: " + client.contactEmail() + " is the application's technical contact.");
        }
        return page(frame, new Ending("Delete API key " + (key.name() == null ? key.apiKeyId() : ShownName.of(key.name())) + " of " + ShownName.of(client.name()), "It is refused from now on, and does not come back.",
                stops, path + "/api-keys/" + key.apiKeyId() + "/delete", "Delete it for good", true, tag.value(), "", path, ""));
    }

    private static Ending.Confirm page(Frame frame, Ending ending) {
        return ending.on(frame);
    }

    private static String name(Evidence evidence) {
        return ShownName.of(evidence.client().name());
    }

    private static List<String> stops(Evidence evidence, NeededScopes needed) {
        ClientView client = evidence.client();
        List<String> stops = new ArrayList<>();
        stops.add(evidence.lastUsed().map(secret -> use("It", secret)).orElse("No use of it is known."));
        if (evidence.uses() > 0) {
            stops.add("Its secrets were used " + Moments.times(evidence.uses()) + " in all.");
        }
        stops.addAll(needed.told(client.environment()));
        if (client.grantTypes().contains("authorization_code")) {
            stops.add("People sign in with it. Whoever is at work with it is stopped, and has to sign in again once it is back.");
        }
        if (client.contactEmail() != null) {
            stops.add("Ask first, if you are not sure: " + client.contactEmail() + " is its technical contact.");
        }
        return stops;
    }

    private static String use(String what, SecretView secret) {
        return secret.lastUsedAt() == null ? what + " was never used, as far as is known."
                : what + " was last used " + Moments.fromNow(secret.lastUsedAt()) + (secret.lastUsedFrom() == null ? "" : " from " + secret.lastUsedFrom()) + ", on " + Moments.exactly(secret.lastUsedAt()) + ".";
    }
}
