package dev.claviger.acceptance;

/** A tenant made for a test, with one environment on one host. */
record Tenant(String id, String environment, String host) {

    String path() {
        return "/admin/v1/tenants/" + id;
    }
}
