package dev.claviger.acceptance;

/** Somebody who may sign in, made for a test. */
record Person(String tenant, long id, String username, String password) {

    /** Where the admin API keeps it. */
    String path() {
        return "/admin/v1/tenants/" + tenant + "/people/" + id;
    }
}
