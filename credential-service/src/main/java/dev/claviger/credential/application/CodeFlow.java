package dev.claviger.credential.application;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.claviger.credential.edge.Expect;
import dev.claviger.credential.edge.JsonInput;
import dev.claviger.credential.environment.CorsOrigin;

/**
 * What a client says of how people are sent to sign in, and back (RFC 6749 §4.1; OpenID Connect Registration §2, RP-Initiated Logout §3.1,
 * Back-Channel Logout §2.2), and where it departs from what is usual.
 *
 * @param allowedOrigins       from where scripts of the client call token-service (Fetch §3.2)
 * @param responseTypeOptional whether a missing {@code response_type} means {@code code}
 * @param codeChallengeMethods {@code S256}, and {@code plain} beside it for who can do no better (RFC 7636 §4.2)
 */
public record CodeFlow(String applicationType, List<String> redirectUris, List<String> postLogoutRedirectUris, List<String> allowedOrigins,
        boolean responseTypeOptional, List<String> codeChallengeMethods, boolean requirePkce, String idTokenSignedResponseAlg,
        Optional<String> backchannelLogoutUri) {

    private static final int MOST = 50;
    private static final String WEB = "web";
    private static final String NATIVE = "native";
    private static final String S256 = "S256";
    private static final String PLAIN = "plain";
    /** OpenID Connect Core §15.1: what every client understands. */
    private static final String RS256 = "RS256";

    static final CodeFlow NONE = new CodeFlow(WEB, List.of(), List.of(), List.of(), false, List.of(S256), false, RS256, Optional.empty());

    static CodeFlow read(JsonInput input, CodeFlow base) {
        String type = input.defaulted("application_type", base.applicationType, WEB, Expect.oneOf(List.of(WEB, NATIVE)));
        Expect<List<String>> addresses = Expect.list(0, MOST, RedirectUri.form(NATIVE.equals(type)));
        CodeFlow flow = new CodeFlow(type, input.defaulted("redirect_uris", base.redirectUris, List.of(), addresses),
                input.defaulted("post_logout_redirect_uris", base.postLogoutRedirectUris, List.of(), addresses),
                input.defaulted("allowed_origins", base.allowedOrigins, List.of(), Expect.list(0, MOST, CorsOrigin.exactForm())),
                Boolean.TRUE.equals(input.defaulted("response_type_optional", base.responseTypeOptional, false, Expect.flag())),
                input.defaulted("code_challenge_methods", base.codeChallengeMethods, List.of(S256), Expect.list(1, 2, Expect.oneOf(List.of(S256, PLAIN)))),
                Boolean.TRUE.equals(input.defaulted("require_pkce", base.requirePkce, false, Expect.flag())),
                input.defaulted("id_token_signed_response_alg", base.idTokenSignedResponseAlg, RS256, Expect.oneOf(List.of(RS256, "ES256"))),
                input.optional("backchannel_logout_uri", base.backchannelLogoutUri, RedirectUri.form(false)));
        flow.rejectWhatDoesNotFit(input);
        return flow;
    }

    /** Of members that were kept while another changed, too. */
    private void rejectWhatDoesNotFit(JsonInput input) {
        if (!isNative()) {
            rejectForeignSchemes(input, "redirect_uris", redirectUris);
            rejectForeignSchemes(input, "post_logout_redirect_uris", postLogoutRedirectUris);
        }
        if (codeChallengeMethods != null && !codeChallengeMethods.contains(S256)) {
            input.reject("code_challenge_methods", "must hold S256, which is always accepted; plain may stand beside it");
        }
    }

    private static void rejectForeignSchemes(JsonInput input, String name, List<String> addresses) {
        if (addresses != null) {
            addresses.stream().flatMap(address -> RedirectUri.wrongIn(address, false).stream()).findFirst().ifPresent(wrong -> input.reject(name, wrong));
        }
    }

    private boolean isNative() {
        return NATIVE.equals(applicationType);
    }

    void addTo(Map<String, Object> members) {
        members.put("application_type", applicationType);
        members.put("redirect_uris", redirectUris);
        members.put("post_logout_redirect_uris", postLogoutRedirectUris);
        members.put("allowed_origins", allowedOrigins);
        members.put("response_type_optional", responseTypeOptional);
        members.put("code_challenge_methods", codeChallengeMethods);
        members.put("require_pkce", requirePkce);
        members.put("id_token_signed_response_alg", idTokenSignedResponseAlg);
        members.put("backchannel_logout_uri", backchannelLogoutUri);
    }
}
