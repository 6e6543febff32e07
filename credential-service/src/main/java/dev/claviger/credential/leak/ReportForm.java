package dev.claviger.credential.leak;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.ws.rs.core.HttpHeaders;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.claviger.credential.problem.Problem;

/** The two forms a report may have, which differ in the names of headers and members and in nothing else. */
enum ReportForm {

    /** As GitHub's secret scanning sends it to partners. */
    GITHUB("Github-Public-Key-Identifier", "Github-Public-Key-Signature", "token") {
        @Override
        Optional<Signer> find(Signers signers, String name) {
            return signers.identified(name);
        }
    },

    /** For everybody else with a key. */
    PLAIN("Claviger-Signer", "Claviger-Signature", "secret") {
        @Override
        Optional<Signer> find(Signers signers, String name) {
            return signers.named(name);
        }
    };

    private static final int MOST_SECRETS = 200;
    private static final ObjectMapper JSON = new ObjectMapper().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY);

    private final String signerHeader;
    private final String signatureHeader;
    private final String secretMember;

    ReportForm(String signerHeader, String signatureHeader, String secretMember) {
        this.signerHeader = signerHeader;
        this.signatureHeader = signatureHeader;
        this.secretMember = secretMember;
    }

    abstract Optional<Signer> find(Signers signers, String name);

    /** The form whose two headers are there, each once; empty when that is none, or both. */
    static Optional<ReportForm> signedIn(HttpHeaders headers) {
        List<ReportForm> found = Arrays.stream(values()).filter(form -> form.isSignedIn(headers)).toList();
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    Optional<Signer> signer(HttpHeaders headers, Signers signers) {
        return find(signers, headers.getHeaderString(signerHeader));
    }

    String signature(HttpHeaders headers) {
        return headers.getHeaderString(signatureHeader);
    }

    /** @throws Problem 400, without a word of the body */
    List<ReportedSecret> read(byte[] body) {
        try {
            List<Map<String, Object>> reported = JSON.readValue(body, new TypeReference<List<Map<String, Object>>>() { });
            if (reported != null && !reported.isEmpty() && reported.size() <= MOST_SECRETS) {
                return reported.stream().map(this::secret).toList();
            }
        } catch (IOException malformed) {
            // told below, without the parser's message: it repeats what was sent
        }
        throw malformed();
    }

    private ReportedSecret secret(Map<String, Object> members) {
        if (members == null || !(members.get(secretMember) instanceof String text)) {
            throw malformed();
        }
        return ReportedSecret.of(text, members.get("type"), members.get("url"));
    }

    private Problem malformed() {
        return Problem.malformed("The body must be a JSON array of 1 to " + MOST_SECRETS + " objects, each with a string " + secretMember);
    }

    private boolean isSignedIn(HttpHeaders headers) {
        return hasOne(headers, signerHeader) && hasOne(headers, signatureHeader);
    }

    private static boolean hasOne(HttpHeaders headers, String name) {
        List<String> values = headers.getRequestHeader(name);
        return values != null && values.size() == 1;
    }
}
