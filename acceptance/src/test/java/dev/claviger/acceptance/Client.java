package dev.claviger.acceptance;

/** A client application made for a test, with its one secret. */
record Client(String tenant, String id, String secret, String credential) {

    /** Where the admin API keeps it. */
    String path() {
        return "/admin/v1/tenants/" + tenant + "/clients/" + id;
    }

    String basic() {
        return TestClaviger.basic(id, secret);
    }
}
