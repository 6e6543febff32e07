package dev.claviger.credential.leak;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One text somebody took for a secret of ours.
 *
 * @param type  what the reporter calls such texts; too short to hold a secret
 * @param place where it was found, fit to be shown: without query and fragment, and without the secret
 */
record ReportedSecret(String text, Optional<String> type, Optional<String> place) {

    private static final Pattern TYPE = Pattern.compile("[A-Za-z0-9 ._-]{1,48}");
    private static final Pattern LOOKS_LIKE_A_SECRET = Pattern.compile("clv[a-z]?[^a-z]|[0-9A-Za-z]{49}");
    private static final int LONGEST_PLACE = 500;

    static ReportedSecret of(String text, Object type, Object url) {
        return new ReportedSecret(text, Optional.ofNullable(type).map(Object::toString).filter(TYPE.asMatchPredicate()),
                url instanceof String address ? place(address) : Optional.empty());
    }

    /** Base64 of its SHA-256, by which a reporter knows which answer is for which text. */
    String hash() {
        try {
            return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException cannotBe) {
            throw new IllegalStateException(cannotBe);
        }
    }

    /** Shown to people, never called. */
    private static Optional<String> place(String url) {
        try {
            URI uri = new URI(url);
            boolean isWeb = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
            return !isWeb || uri.getHost() == null || LOOKS_LIKE_A_SECRET.matcher(uri.getPath()).find() ? Optional.empty()
                    : Optional.of(uri.getScheme() + "://" + uri.getHost() + uri.getRawPath()).filter(ReportedSecret::isShowable);
        } catch (URISyntaxException malformed) {
            return Optional.empty();
        }
    }

    private static boolean isShowable(String place) {
        return place.length() <= LONGEST_PLACE && place.chars().allMatch(c -> c > ' ' && c <= '~');
    }

    /** Not the text, so that a stray log statement gives nothing away. */
    @Override
    public String toString() {
        return "a reported secret";
    }
}
