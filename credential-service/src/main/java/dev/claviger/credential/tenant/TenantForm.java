package dev.claviger.credential.tenant;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.claviger.credential.edge.Expect;
import dev.claviger.credential.edge.JsonInput;
import dev.claviger.credential.lifetime.TokenLifetimes;

/** What a caller may say of a tenant. */
record TenantForm(String name, Optional<Duration> accessTokenLifetime, Optional<Duration> refreshTokenLifetime) {

    static final TenantForm EMPTY = new TenantForm(null, Optional.empty(), Optional.empty());

    /** Leaves the finishing of the input to the caller, who may know more members. */
    static TenantForm read(JsonInput input, TenantForm base, TokenLifetimes lifetimes) {
        return new TenantForm(input.member("name", base.name, Expect.text(200)),
                input.optional("access_token_lifetime", base.accessTokenLifetime, lifetimes.accessTokens()),
                input.optional("refresh_token_lifetime", base.refreshTokenLifetime, lifetimes.refreshTokens()));
    }

    List<String> differencesFrom(TenantForm other) {
        List<String> names = new ArrayList<>();
        if (!name.equals(other.name)) {
            names.add("name");
        }
        if (!accessTokenLifetime.equals(other.accessTokenLifetime)) {
            names.add("access_token_lifetime");
        }
        if (!refreshTokenLifetime.equals(other.refreshTokenLifetime)) {
            names.add("refresh_token_lifetime");
        }
        return names;
    }

    boolean hasSameLifetimes(TenantForm other) {
        return accessTokenLifetime.equals(other.accessTokenLifetime) && refreshTokenLifetime.equals(other.refreshTokenLifetime);
    }
}
