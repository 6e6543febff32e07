package dev.claviger.token.login;

import dev.claviger.contract.TenantId;

import java.net.URI;
import java.util.Optional;

/**
 * Whom a login page is for.
 *
 * @param tenantName  as people know the tenant
 * @param application which asks; empty on a person's way to a page of ours
 * @param request     path and query as they came, to go on with: what this page is asked for ({@code prompt=login}, {@code max_age}) is taken out here, once it is done
 * @param redirect    where that may lead to, when it does not end here
 * @param username    whom the application expects ({@code login_hint})
 */
public record LoginQuestion(TenantId tenant, String tenantName, Optional<String> application, String request, Optional<URI> redirect,
        Optional<String> username) {

    LoginQuestion typed(String name) {
        return new LoginQuestion(tenant, tenantName, application, request, redirect, Optional.of(name));
    }
}
