package dev.claviger.quickstart.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import dev.claviger.quickstart.doctor.look.Questions;
import dev.claviger.quickstart.doctor.look.Reply;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** What the admin API knows of all secrets: peppers that could go, secrets that will end, secrets nobody uses. */
final class SecretsCheck {

    private static final int MOST_NAMED = 5;
    private static final int PAGE = 100;
    private static final int MOST_PAGES = 20;
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
        if (peppers.isOk() && !peppers.json().path("items").isArray()) {
            return List.of(Finding.failure("admin API", admin + " answers 200 without a list of peppers: whoever answers there is not credential-service, or not its admin API",
                    "name the admin API's own address: --admin URL"));
        }
        if (!peppers.isOk()) {
            return List.of(peppers.status() == 404 || peppers.status() == 403
                    ? Finding.notAsked("secrets", "the admin API " + peppers.outcome() + " about peppers: an older version, or a token without claviger:admin")
                    : Finding.failure("admin API", admin + " " + peppers.outcome() + ": nobody can administer, and token-service may find no secret right",
                            "see whether credential-service is ready and reaches its database"));
        }
        List<Finding> findings = new ArrayList<>();
        findings.add(Finding.well("admin API", admin + " answers, and its database with it"));
        Skew.of("credential-service behind " + admin.getAuthority(), peppers).ifPresent(findings::add);
        int current = items(peppers).stream().filter(use -> use.path("current").asBoolean()).mapToInt(use -> use.path("version").asInt()).findFirst().orElse(Integer.MAX_VALUE);
        items(peppers).forEach(use -> findings.add(pepper(use, current)));
        ending(list("expires_within=P" + ENDING_DAYS + "D", MOST_PAGES), findings);
        unused(list("unused_for=P" + UNUSED_DAYS + "D", 1), findings);
        return findings;
    }

    private Finding pepper(JsonNode use, int current) {
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
        if (hashes == 0 && version > current) {
            return Finding.well("peppers", "pepper " + version + " is known and not used yet: the first step of a rotation");
        }
        return hashes == 0 ? Finding.warning("peppers", "pepper " + version + " hashes nothing that lives", "take " + setting + " away: what is not there leaks nowhere")
                : Finding.warning("peppers", counted + "; each moves to the current one at its next use", "keep " + setting + " until it hashes nothing. Now under it: " + under(version));
    }

    private String under(int version) {
        Listing listing = list("pepper=" + version, 1);
        return listing.failure().orElseGet(() -> listing.secrets().isEmpty() ? "API keys alone" : names(listing.secrets()));
    }

    private void ending(Listing listing, List<Finding> findings) {
        List<JsonNode> ending = listing.secrets().stream().filter(secret -> !secret.path("outlived").asBoolean()).toList();
        ending.stream().limit(MOST_NAMED).forEach(secret -> findings.add(Finding.warning("secrets", "the last secret of client " + name(secret) + " ends in " + days(secret)
                + " days: then it obtains no token", "issue another beside it, POST …/secrets with previous_valid_for, and give it to the client's owner")));
        listing.failure().ifPresent(failure -> findings.add(unknown("which secrets end within " + ENDING_DAYS + " days", failure)));
        String all = "GET /admin/v1/secrets?expires_within=P" + ENDING_DAYS + "D lists them";
        if (ending.size() > MOST_NAMED) {
            findings.add(Finding.warning("secrets", "%s clients more lose their last secret within %s days".formatted(counted(ending.size() - MOST_NAMED, listing), ENDING_DAYS), all));
        } else if (listing.more()) {
            findings.add(Finding.warning("secrets", "more than %,d secrets end within %s days, and not all were looked at".formatted(listing.secrets().size(), ENDING_DAYS), all));
        } else if (ending.isEmpty() && listing.failure().isEmpty()) {
            findings.add(Finding.well("secrets", "no client loses its last secret within " + ENDING_DAYS + " days"));
        }
    }

    private void unused(Listing listing, List<Finding> findings) {
        List<JsonNode> unused = listing.secrets();
        if (listing.failure().isPresent()) {
            findings.add(unknown("which secrets nobody uses", listing.failure().get()));
        } else if (unused.isEmpty() && !listing.more()) {
            findings.add(Finding.well("secrets", "every live secret was made or used within " + UNUSED_DAYS + " days"));
        } else {
            findings.add(Finding.warning("secrets", "%s live secrets were not used for %s days; whoever finds one can use it".formatted(counted(unused.size(), listing), UNUSED_DAYS),
                    "ask their owners and revoke them: " + names(unused)));
        }
    }

    private static Finding unknown(String what, String failure) {
        return Finding.failure("secrets", what + " is not known: " + failure, "see whether credential-service is ready and reaches its database");
    }

    private static String counted(int found, Listing listing) {
        return found + (listing.more() || listing.failure().isPresent() ? " or more" : "");
    }

    private static String names(List<JsonNode> secrets) {
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

    /** Page after page, as far as that many go. */
    private Listing list(String query, int pages) {
        List<JsonNode> secrets = new ArrayList<>();
        String path = "/admin/v1/secrets?limit=" + PAGE + "&" + query;
        Optional<String> next = Optional.of("");
        for (int page = 0; page < pages && next.isPresent(); page++) {
            Reply reply = ask(path + (page == 0 ? "" : "&after=" + URLEncoder.encode(next.get(), StandardCharsets.UTF_8)));
            if (!reply.isOk() || !reply.json().path("items").isArray()) {
                return new Listing(secrets, false, Optional.of("the admin API " + reply.outcome() + (reply.isOk() ? " without a list" : "")));
            }
            secrets.addAll(items(reply));
            next = Optional.of(reply.json().path("next")).filter(JsonNode::isTextual).map(JsonNode::asText);
        }
        return new Listing(secrets, next.isPresent(), Optional.empty());
    }

    private Reply ask(String path) {
        return questions.get(Questions.at(admin, path), "Authorization", "Bearer " + token);
    }

    /**
     * Secrets the admin API told.
     *
     * @param more    whether there are others that were not asked for
     * @param failure why it stopped telling; empty when it answered every time
     */
    private record Listing(List<JsonNode> secrets, boolean more, Optional<String> failure) {
    }
}
