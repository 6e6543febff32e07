package dev.claviger.quickstart.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import dev.claviger.quickstart.doctor.look.Questions;
import dev.claviger.quickstart.doctor.look.Reply;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** What the admin API knows of all secrets: peppers that could go, secrets that will end, secrets nobody uses. */
final class SecretsCheck {

    private static final int MOST_NAMED = 5;
    private static final int MOST_COUNTED = 100;
    private static final String UNUSED_DAYS = "90";
    private static final String ENDING_DAYS = "30";

    private final Questions questions;
    private final URI admin;
    private final String token;

    SecretsCheck(Questions questions, URI admin, String token) {
        this.questions = questions;
        this.admin = admin;
        this.token = token;
    }

    List<Finding> examine() {
        Reply peppers = ask("/admin/v1/peppers");
        if (!peppers.isOk()) {
            return List.of(peppers.status() == 404 || peppers.status() == 403
                    ? Finding.notAsked("secrets", "the admin API " + peppers.outcome() + " about peppers: an older version, or a token without claviger:admin")
                    : Finding.failure("admin API", admin + " " + peppers.outcome() + ": nobody can administer, and token-service may find no secret right",
                            "see whether credential-service is ready and reaches its database"));
        }
        List<Finding> findings = new ArrayList<>();
        findings.add(Finding.well("admin API", admin + " answers, and its database with it"));
        Skew.of("credential-service behind " + admin.getAuthority(), peppers).ifPresent(findings::add);
        peppers.json().path("items").forEach(use -> findings.add(pepper(use)));
        ending(ask(secrets("expires_within=P" + ENDING_DAYS + "D")), findings);
        unused(ask(secrets("unused_for=P" + UNUSED_DAYS + "D")), findings);
        return findings;
    }

    private Finding pepper(JsonNode use) {
        int version = use.path("version").asInt();
        long hashes = use.path("secrets").asLong() + use.path("api_keys").asLong();
        String counted = "pepper %d hashes %,d live secrets and API keys".formatted(version, hashes);
        String setting = "claviger.secrets.peppers." + version;
        if (!use.path("configured").asBoolean()) {
            return Finding.failure("peppers", counted + " and is not configured: none of them verifies", "give credential-service " + setting + " back, or issue new ones");
        }
        if (use.path("current").asBoolean()) {
            return Finding.well("peppers", counted + ", and every new one");
        }
        return hashes == 0 ? Finding.warning("peppers", "pepper " + version + " hashes nothing that lives", "take " + setting + " away: what is not there leaks nowhere")
                : Finding.warning("peppers", counted + "; each moves to the current one at its next use", "keep " + setting + " until it hashes nothing. Now under it: " + names(ask(secrets("pepper=" + version))));
    }

    private void ending(Reply reply, List<Finding> findings) {
        List<JsonNode> ending = items(reply).stream().filter(secret -> !secret.path("outlived").asBoolean()).toList();
        ending.stream().limit(MOST_NAMED).forEach(secret -> findings.add(Finding.warning("secrets", "the last secret of client " + name(secret) + " ends in " + days(secret)
                + " days: then it obtains no token", "issue another beside it, POST …/secrets with previous_valid_for, and give it to the client's owner")));
        if (ending.size() > MOST_NAMED) {
            findings.add(Finding.warning("secrets", "%s clients more lose their last secret within %s days".formatted(counted(ending.size(), reply, MOST_NAMED), ENDING_DAYS),
                    "GET /admin/v1/secrets?expires_within=P" + ENDING_DAYS + "D lists them"));
        } else if (ending.isEmpty()) {
            findings.add(Finding.well("secrets", "no client loses its last secret within " + ENDING_DAYS + " days"));
        }
    }

    private void unused(Reply reply, List<Finding> findings) {
        List<JsonNode> unused = items(reply);
        findings.add(unused.isEmpty() ? Finding.well("secrets", "every live secret was made or used within " + UNUSED_DAYS + " days")
                : Finding.warning("secrets", "%s live secrets were not used for %s days; whoever finds one can use it".formatted(counted(unused.size(), reply, 0), UNUSED_DAYS),
                        "ask their owners and revoke them: " + names(reply)));
    }

    private static String counted(int found, Reply reply, int told) {
        return found - told + (reply.json().path("next").isTextual() ? " or more" : "");
    }

    private static String names(Reply reply) {
        List<JsonNode> secrets = items(reply);
        return secrets.stream().limit(MOST_NAMED).map(secret -> name(secret) + "/" + secret.path("credential_id").asText()).collect(Collectors.joining(", "))
                + (secrets.size() > MOST_NAMED ? ", ..." : "");
    }

    private static String name(JsonNode secret) {
        return secret.path("tenant").asText() + "/" + secret.path("client_id").asText();
    }

    private long days(JsonNode secret) {
        return Math.max(0, Duration.between(questions.clock().instant(), Instant.parse(secret.path("expires_at").asText())).toDays());
    }

    private static List<JsonNode> items(Reply reply) {
        return StreamSupport.stream(reply.json().path("items").spliterator(), false).toList();
    }

    private static String secrets(String query) {
        return "/admin/v1/secrets?limit=" + MOST_COUNTED + "&" + query;
    }

    private Reply ask(String path) {
        return questions.get(Questions.at(admin, path), "Authorization", "Bearer " + token);
    }
}
