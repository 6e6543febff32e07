package dev.claviger.contract;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An API key in the one form Claviger issues: {@code clvk_<environment>_<API key id>_<43 base62><6 base62>}. Callers send it as
 * {@code x-api-key} beside their access token, where an environment or a route demands one.
 */
public final class ApiKey {

    /** What a secret scanner looks for; a match still needs its checksum compared. */
    public static final String SCANNER_PATTERN =
            "clvk_[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?_[0-9A-Za-z]{16,32}_" + CheckedText.RANDOM_AND_CHECKSUM;

    private static final Pattern FORM = Pattern.compile(
            "clvk_([a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?)_([0-9A-Za-z]{16,32})_" + CheckedText.RANDOM_AND_CHECKSUM);
    private static final int LONGEST = 5 + 32 + 1 + 32 + 1 + 49;

    private final String text;
    private final EnvironmentName environment;
    private final ApiKeyId id;

    private ApiKey(String text, EnvironmentName environment, ApiKeyId id) {
        this.text = text;
        this.environment = environment;
        this.id = id;
    }

    /** A new key under a new id. */
    public static ApiKey generate(EnvironmentName environment, ApiKeyId id) {
        return new ApiKey(CheckedText.generate("clvk_" + environment + "_" + id), environment, id);
    }

    /** The key in the text, or empty when form or checksum is wrong; offline, so it costs an attacker's guess nothing of ours. */
    public static Optional<ApiKey> parse(String text) {
        return CheckedText.parse(FORM, LONGEST, text)
                .map(form -> new ApiKey(text, new EnvironmentName(form.group(1)), new ApiKeyId(form.group(2))));
    }

    /** Which environment the key says it is for. Only a hint: its record decides. */
    public EnvironmentName environment() {
        return environment;
    }

    /** The record whose hash the key must match. */
    public ApiKeyId id() {
        return id;
    }

    /** The key itself. Callers hash it or send it once to its owner; nothing else. */
    public String reveal() {
        return text;
    }

    /** Never the key, so that a stray log statement gives nothing away. */
    @Override
    public String toString() {
        return "clvk_" + environment + "_" + id + "_…";
    }
}
