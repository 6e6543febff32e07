package dev.claviger.relyingparty;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import dev.claviger.relyingparty.SignInRefused.Reason;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What came back through the browser (RFC 6749 §4.1.2): anybody can write it. */
record Answer(Map<String, List<String>> parameters) {

    static Answer parse(String query) {
        return new Answer(URLUtils.parseParameters(query));
    }

    /** Checked in this order: an answer to something else says nothing, not even of an error. */
    AuthorizationCode code(Attempt attempt, OIDCProviderMetadata metadata) {
        if (!isTo(attempt)) {
            throw SignInRefused.because(Reason.STATE, "the answer's state is not this attempt's");
        }
        requireIssuer(metadata);
        if (parameters.containsKey("error")) {
            throw SignInRefused.answered(Reason.ERROR, one("error").orElse(null));
        }
        return one("code").map(AuthorizationCode::new).orElseThrow(() -> SignInRefused.because(Reason.CODE, "the answer has no code"));
    }

    boolean isTo(Attempt attempt) {
        return one("state").filter(attempt::started).isPresent();
    }

    /** RFC 9207 §2.4: compared where it is there, missed where the provider says that it always is. */
    private void requireIssuer(OIDCProviderMetadata metadata) {
        boolean isExpected = parameters.containsKey("iss") || metadata.supportsAuthorizationResponseIssuerParam();
        if (isExpected && one("iss").filter(metadata.getIssuer().getValue()::equals).isEmpty()) {
            throw SignInRefused.because(Reason.ISSUER, "the answer is another provider's");
        }
    }

    /** Twice is never right (RFC 6749 §3.1). */
    private Optional<String> one(String name) {
        List<String> values = parameters.getOrDefault(name, List.of());
        return values.size() == 1 && !values.get(0).isEmpty() ? Optional.of(values.get(0)) : Optional.empty();
    }
}
