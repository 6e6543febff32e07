package dev.claviger.contract;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A client secret in the one form Claviger issues: {@code clv_<environment>_<credential id>_<43 base62><6 base62>}.
 *
 * <p>The 43 digits carry 256 random bits. The last six are the CRC-32 of everything before them: an aid for
 * typos and secret scanners, never evidence that the secret was ever issued.
 */
public final class ClientSecret {

    /** What a secret scanner looks for; a match still needs its checksum compared. */
    public static final String SCANNER_PATTERN =
            "clv_[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?_[0-9A-Za-z]{16,32}_" + CheckedText.RANDOM_AND_CHECKSUM;

    private static final Pattern FORM = Pattern.compile(
            "clv_([a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?)_([0-9A-Za-z]{16,32})_" + CheckedText.RANDOM_AND_CHECKSUM);
    private static final int LONGEST = 4 + 32 + 1 + 32 + 1 + 49;

    private final String text;
    private final EnvironmentName environment;
    private final CredentialId credential;

    private ClientSecret(String text, EnvironmentName environment, CredentialId credential) {
        this.text = text;
        this.environment = environment;
        this.credential = credential;
    }

    /** A new secret of a new credential. */
    public static ClientSecret generate(EnvironmentName environment, CredentialId credential) {
        return new ClientSecret(CheckedText.generate("clv_" + environment + "_" + credential), environment, credential);
    }

    /** The secret in the text, or empty when form or checksum is wrong; offline, so it costs an attacker's guess nothing of ours. */
    public static Optional<ClientSecret> parse(String text) {
        return CheckedText.parse(FORM, LONGEST, text)
                .map(form -> new ClientSecret(text, new EnvironmentName(form.group(1)), new CredentialId(form.group(2))));
    }

    /** Which environment the secret says it is for. Only a hint: the credential's record decides. */
    public EnvironmentName environment() {
        return environment;
    }

    /** The record whose hash the secret must match. */
    public CredentialId credential() {
        return credential;
    }

    /** The secret itself. Callers hash it, send it once to its owner, or write it to a file of mode 600; nothing else. */
    public String reveal() {
        return text;
    }

    /** Never the secret, so that a stray log statement gives nothing away. */
    @Override
    public String toString() {
        return "clv_" + environment + "_" + credential + "_…";
    }
}
