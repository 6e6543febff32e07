package dev.claviger.token.userinfo;

import dev.claviger.token.error.OAuthException;
import dev.claviger.token.exchange.Message;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The one access token of a request (RFC 6750 §2): in the header, or by POST in the form; in the query string nothing of the kind is read. */
final class BearerToken {

    private static final Pattern BEARER = Pattern.compile("(?i:Bearer) +([A-Za-z0-9._~+/-]+=*)");

    private BearerToken() {
    }

    /** @throws OAuthException invalid_request for more than one token or for what is none (RFC 6750 §3.1), a bare challenge for none at all */
    static String of(Message request) {
        List<String> headers = request.client().authorization();
        Optional<String> inForm = request.parameters().text("access_token");
        if (headers.size() + (inForm.isPresent() ? 1 : 0) > 1) {
            throw OAuthException.unreadableBearerToken();
        }
        return inForm.or(() -> headers.stream().findFirst().map(BearerToken::ofHeader)).orElseThrow(OAuthException::noBearerToken);
    }

    /** Another scheme shows no token at all. */
    private static String ofHeader(String header) {
        Matcher matcher = BEARER.matcher(header);
        if (matcher.matches()) {
            return matcher.group(1);
        }
        throw header.regionMatches(true, 0, "Bearer", 0, "Bearer".length()) ? OAuthException.unreadableBearerToken() : OAuthException.noBearerToken();
    }
}
