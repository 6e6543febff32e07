package dev.claviger.quickstart.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import dev.claviger.quickstart.doctor.look.Questions;
import dev.claviger.quickstart.doctor.look.Reply;
import java.math.BigInteger;
import java.net.URI;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Whether the issuer is reached by its own name, says that name of itself, and publishes keys that tokens can be verified with. */
final class IssuerCheck {

    private static final String SUBJECT = "issuer";
    private static final Set<String> ALGORITHMS = Set.of("ES256", "RS256", "PS256", "EdDSA");
    /** RFC 7518 §6.2.2 and §6.3.2: each of them is the private part of a key. */
    private static final List<String> PRIVATE = List.of("d", "p", "q", "dp", "dq", "qi", "k");
    private static final int SHORTEST_MODULUS = 2048;

    private final Questions questions;

    IssuerCheck(Questions questions) {
        this.questions = questions;
    }

    List<Finding> examine(URI issuer) {
        List<Finding> findings = new ArrayList<>();
        if (!"https".equals(issuer.getScheme())) {
            findings.add(Finding.warning(SUBJECT, issuer + " is not https: secrets and tokens can be read on the way (RFC 8414 §2)", "set claviger.issuer to an https URL"));
        }
        Reply metadata = questions.get(metadata(issuer));
        if (!metadata.isOk()) {
            findings.add(Finding.failure(SUBJECT, metadata(issuer) + " " + metadata.outcome() + ": clients that discover the token endpoint find nothing",
                    "let " + issuer + " lead to token-service, from here and from the gateways"));
            return findings;
        }
        Skew.of("token-service behind " + issuer.getAuthority(), metadata).ifPresent(findings::add);
        String named = metadata.json().path("issuer").asText("nothing");
        if (!named.equals(issuer.toString())) {
            findings.add(Finding.failure(SUBJECT, issuer + " calls itself " + named + ": clients that compare exactly (RFC 8414 §3.3) refuse it, and so does the gateway its tokens",
                    "give every service the same claviger.issuer, to the last slash"));
        }
        keys(metadata.json().path("jwks_uri").asText(""), findings);
        if (findings.stream().allMatch(finding -> finding.level() == Finding.Level.WELL || finding.level() == Finding.Level.WARNING)) {
            findings.add(Finding.well(SUBJECT, issuer + " is reached and says so of itself"));
        }
        return findings;
    }

    private void keys(String uri, List<Finding> findings) {
        if (!uri.startsWith("https://") && !uri.startsWith("http://")) {
            findings.add(Finding.failure("keys", "the metadata names no jwks_uri", "let " + SUBJECT + " lead to token-service itself"));
            return;
        }
        Reply jwks = questions.get(URI.create(uri));
        JsonNode keys = jwks.json().path("keys");
        if (!jwks.isOk() || keys.isEmpty()) {
            findings.add(Finding.failure("keys", uri + (jwks.isOk() ? " has no key" : " " + jwks.outcome()) + ": no token can be verified anywhere",
                    "see whether token-service is ready, and its log"));
            return;
        }
        Set<String> ids = new HashSet<>();
        keys.forEach(key -> judge(key, ids, findings));
        findings.add(Finding.well("keys", keys.size() + (keys.size() == 1 ? " key is" : " keys are") + " published"));
    }

    private static void judge(JsonNode key, Set<String> ids, List<Finding> findings) {
        String id = key.path("kid").asText("");
        if (id.isEmpty() || !ids.add(id)) {
            findings.add(Finding.failure("keys", "a published key has no kid of its own: which one verifies a token cannot be told", "name every key in claviger.signing.key-files differently"));
        }
        if (PRIVATE.stream().anyMatch(key::has)) {
            findings.add(Finding.failure("keys", "key " + id + " is published with its private part: anybody can make tokens",
                    "take it out of use at once and revoke everything issued before (docs/operations/rotation.md)"));
        }
        if (!ALGORITHMS.contains(key.path("alg").asText()) || !key.path("use").asText("sig").equals("sig")) {
            findings.add(Finding.warning("keys", "key " + id + " is for " + key.path("alg").asText("no algorithm") + ": the gateway verifies with " + ALGORITHMS.stream().sorted().toList() + " only",
                    "set claviger.signing.algorithm to one of them"));
        }
        if (key.path("kty").asText().equals("RSA") && modulusBits(key.path("n").asText()) < SHORTEST_MODULUS) {
            findings.add(Finding.failure("keys", "key " + id + " has fewer than 2,048 bits and could be broken (RFC 7518 §3.3)", "rotate to a longer one"));
        }
    }

    private static int modulusBits(String modulus) {
        try {
            return new BigInteger(1, Base64.getUrlDecoder().decode(modulus)).bitLength();
        } catch (IllegalArgumentException notBase64) {
            return 0;
        }
    }

    /** RFC 8414 §3.1: the well-known part goes between host and path. */
    static URI metadata(URI issuer) {
        String path = issuer.getRawPath() == null ? "" : issuer.getRawPath().replaceAll("/$", "");
        return URI.create(issuer.getScheme() + "://" + issuer.getRawAuthority() + "/.well-known/oauth-authorization-server" + path);
    }
}
