package dev.claviger.credential.secret;

/**
 * All that is kept of a secret.
 *
 * @param pepper the version of the pepper it was made under
 */
public record SecretHash(int pepper, byte[] bytes) {

    /** Not even the hash, so that a stray log statement gives nothing away. */
    @Override
    public String toString() {
        return "hash under pepper " + pepper;
    }
}
