package dev.claviger.credential.account.password;

import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A hash with all that is needed to compare with it, in the form every library of Argon2 reads:
 * {@code $argon2id$v=19$m=19456,t=2,p=1$<salt>$<hash>}.
 */
record PasswordHash(Cost cost, byte[] salt, byte[] hash) {

    private static final Pattern FORM = Pattern.compile("\\$argon2id\\$v=19\\$m=(\\d{1,8}),t=(\\d{1,3}),p=(\\d{1,3})\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");

    /** @throws IllegalStateException for what this service never stored; without the text */
    static PasswordHash parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalStateException("a stored password hash is not one of Argon2id, version 19");
        }
        Cost cost = new Cost(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)), Integer.parseInt(matcher.group(3)));
        return new PasswordHash(cost, Base64.getDecoder().decode(matcher.group(4)), Base64.getDecoder().decode(matcher.group(5)));
    }

    String text() {
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=" + cost.memory + ",t=" + cost.iterations + ",p=" + cost.parallelism + "$" + base64.encodeToString(salt) + "$"
                + base64.encodeToString(hash);
    }

    /** Not the hash: whoever has it can try passwords. */
    @Override
    public String toString() {
        return "a password hash of " + cost;
    }

    /** @param memory in KiB */
    record Cost(int memory, int iterations, int parallelism) {
    }
}
