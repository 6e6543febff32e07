package dev.claviger.credential.console.tenant;

import java.util.LinkedHashMap;
import java.util.Map;

import jakarta.ws.rs.core.MultivaluedMap;

import dev.claviger.credential.console.page.FieldErrors;
import dev.claviger.credential.edge.JsonInput;
import dev.claviger.credential.problem.Problem;
import dev.claviger.credential.tenant.TenantView;
import dev.claviger.pages.ShownName;

/**
 * What somebody typed about a tenant, as it was typed. It has no rules; {@link #input} and {@link #administrator} hand it to those of the admin API.
 *
 * @param adminName  of the first administrator of a new one; none is made where neither address nor user name is given
 * @param version    of what is edited; empty for a new one
 * @param nonce      of a new one: two that are sent with the same make one tenant
 */
record TypedTenant(String id, String name, String tokenLifetime, String refreshLifetime, String adminName, String adminEmail, String adminUsername, String version, String nonce) {

    private static final String OF_ADMINISTRATOR = "admin_";

    static TypedTenant blank(String nonce) {
        return new TypedTenant("", "", "", "", "", "", "", "", nonce);
    }

    static TypedTenant of(TenantView tenant, String version) {
        return new TypedTenant(tenant.id(), tenant.name(), tenant.accessTokenLifetime() == null ? "" : tenant.accessTokenLifetime().toString(),
                tenant.refreshTokenLifetime() == null ? "" : tenant.refreshTokenLifetime().toString(), "", "", "", version, "");
    }

    static TypedTenant of(MultivaluedMap<String, String> posted) {
        return new TypedTenant(one(posted, "id").strip(), one(posted, "name"), one(posted, "access_token_lifetime"), one(posted, "refresh_token_lifetime"), one(posted, "admin_name"),
                one(posted, "admin_email").strip(), one(posted, "admin_username").strip(), one(posted, "version"), one(posted, "nonce"));
    }

    /** Under the names the admin API has. */
    JsonInput input() {
        Map<String, Object> members = new LinkedHashMap<>();
        if (isNew()) {
            members.put("id", id);
        }
        members.put("name", name);
        members.put("access_token_lifetime", orNull(tokenLifetime));
        members.put("refresh_token_lifetime", orNull(refreshLifetime));
        return JsonInput.of(members);
    }

    boolean hasAdministrator() {
        return !adminEmail.isEmpty() || !adminUsername.isEmpty();
    }

    /** The first administrator, invited. */
    JsonInput administrator() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("username", adminUsername.isEmpty() ? adminEmail : adminUsername);
        members.put("name", orNull(adminName.strip()));
        members.put("email", orNull(adminEmail));
        members.put("role", "tenant_administrator");
        members.put("invite", true);
        return JsonInput.of(members);
    }

    /** What was wrong with the administrator, under the names its fields have on this page. */
    static Problem ofAdministrator(Problem problem) {
        Map<String, String> errors = new LinkedHashMap<>();
        problem.errors().forEach((member, text) -> errors.put(OF_ADMINISTRATOR + member, text));
        return errors.isEmpty() ? problem : Problem.invalid(errors);
    }

    /** The same mistakes, in words for who fills in a form. */
    FieldErrors worded(Problem problem) {
        Map<String, String> texts = new LinkedHashMap<>(FieldErrors.of(problem).texts());
        if (name.isBlank()) {
            texts.computeIfPresent("name", (field, wrong) -> "is missing: what do people know this organisation by?");
        }
        if (id.isEmpty()) {
            texts.computeIfPresent("id", (field, wrong) -> "is missing: it stands in addresses, and cannot be changed later");
        }
        return new FieldErrors(texts);
    }

    Map<String, String> told() {
        Map<String, String> told = new LinkedHashMap<>();
        told.put("Name", ShownName.of(name));
        told.put("Lifetime of tokens", tokenLifetime);
        told.put("Lifetime of refresh tokens", refreshLifetime);
        return told;
    }

    public boolean isNew() {
        return version.isEmpty();
    }

    public String shownName() {
        return ShownName.of(name);
    }

    TypedTenant at(String otherVersion) {
        return new TypedTenant(id, name, tokenLifetime, refreshLifetime, adminName, adminEmail, adminUsername, otherVersion, nonce);
    }

    private static String one(MultivaluedMap<String, String> posted, String field) {
        String value = posted.getFirst(field);
        return value == null ? "" : value;
    }

    private static String orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    /** Without what is personal. */
    @Override
    public String toString() {
        return "tenant " + id;
    }
}
