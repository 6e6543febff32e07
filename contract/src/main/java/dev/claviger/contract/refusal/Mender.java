package dev.claviger.contract.refusal;

/** Who can do something about a refusal. */
public enum Mender {
    /** Who runs the application that asks. */
    APPLICATION,
    /** Who administers the tenant. */
    ADMINISTRATOR,
    /** Who runs the API behind the gateway. */
    API,
    /** Who runs the installation. */
    OPERATOR
}
