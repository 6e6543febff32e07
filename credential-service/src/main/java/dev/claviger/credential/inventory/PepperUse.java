package dev.claviger.credential.inventory;

/**
 * What is hashed under one version of the pepper.
 *
 * @param current    whether new hashes are made under it
 * @param configured whether this replica has it; what is hashed under one that no replica has, verifies nowhere
 * @param secrets    live client secrets
 * @param apiKeys    live API keys
 */
record PepperUse(int version, boolean current, boolean configured, long secrets, long apiKeys) {

    long hashes() {
        return secrets + apiKeys;
    }
}
