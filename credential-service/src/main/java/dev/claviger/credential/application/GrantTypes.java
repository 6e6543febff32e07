package dev.claviger.credential.application;

import java.util.List;

import dev.claviger.credential.edge.Expect;
import dev.claviger.credential.edge.JsonInput;

/** In which ways a client may obtain tokens (RFC 7591 §2), and what each of them needs. */
final class GrantTypes {

    static final String CLIENT_CREDENTIALS = "client_credentials";
    static final String AUTHORIZATION_CODE = "authorization_code";
    static final String REFRESH_TOKEN = "refresh_token";

    static final Expect<List<String>> FORM = Expect.list(1, 10, Expect.oneOf(List.of(CLIENT_CREDENTIALS, AUTHORIZATION_CODE, REFRESH_TOKEN)));

    private GrantTypes() {
    }

    static void rejectWhatDoesNotFit(JsonInput input, ClientForm form) {
        List<String> types = form.grantTypes();
        if (types == null) {
            return;
        }
        // RFC 6749 §6: a refresh token comes with an access token, so something must obtain the first one.
        if (List.of(REFRESH_TOKEN).equals(types)) {
            input.reject("grant_types", "needs client_credentials or authorization_code beside refresh_token: a refresh token is only ever obtained together with an access token");
        }
        // RFC 6749 §4.4: only for who can prove to be the client.
        if (form.hasNoSecret() && types.contains(CLIENT_CREDENTIALS)) {
            input.reject("grant_types", "may not hold client_credentials: with token_endpoint_auth_method none anybody could be this client. Send [\"authorization_code\"]");
        }
        if (types.contains(AUTHORIZATION_CODE) && List.of().equals(form.codeFlow().redirectUris())) {
            input.reject("redirect_uris", "is required with authorization_code: 1 to 50 addresses to which people are sent back");
        }
    }

    /** Whether tokens may live that a client with those types could not obtain. A refresh token is looked at whenever it comes, and ends nothing by resting. */
    static boolean loses(List<String> before, List<String> after) {
        return before.stream().anyMatch(type -> !type.equals(REFRESH_TOKEN) && !after.contains(type));
    }
}
