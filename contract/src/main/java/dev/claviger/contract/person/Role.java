package dev.claviger.contract.person;

/** What a person may administer. */
public enum Role {
    /** Nothing but what is the person's own. */
    MEMBER("member"),
    /** The clients and people of the own tenant: what {@code claviger:tenant} allows. */
    TENANT_ADMINISTRATOR("tenant_administrator"),
    /** Everything; only people of the platform's own tenant can be. */
    PLATFORM_ADMINISTRATOR("platform_administrator");

    private final String text;

    Role(String text) {
        this.text = text;
    }

    /** @throws IllegalArgumentException for any other text */
    public static Role of(String text) {
        for (Role role : values()) {
            if (role.text.equals(text)) {
                return role;
            }
        }
        throw new IllegalArgumentException("role: member, tenant_administrator or platform_administrator expected");
    }

    public boolean administersTenant() {
        return this != MEMBER;
    }

    @Override
    public String toString() {
        return text;
    }
}
