package dev.claviger.credential.verification.application;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.inject.Singleton;

import dev.claviger.contract.ClientId;
import dev.claviger.contract.Scopes;
import dev.claviger.contract.application.ApplicationAnswer;
import dev.claviger.credential.event.Reserved;
import dev.claviger.credential.verification.RemainingScopes;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;

/** Clients as people meet them. One query, hence one moment of the database, for position and client alike. */
@Singleton
class Applications {

    private static final String NOBODY = "0000000000000000";

    static final String ROW = """
            select f.id as feed_id, f.position, told.*
              from feed f left join lateral (
                   select c.id, c.tenant_id, t.name as tenant_name, t.account, c.environment, c.name, e.audience, c.scopes, c.grant_types,
                          c.redirect_uris, c.post_logout_redirect_uris, c.allowed_origins, c.token_endpoint_auth_method, c.id_token_signed_response_alg,
                          c.backchannel_logout_uri, c.application_type, c.response_type_optional, c.code_challenge_methods, c.require_pkce, c.first_party,
                          c.limited_to_creator, k.role as creator_role, k.scopes as creator_scopes,
                          (with recursive held as (
                               select unnest(c.scopes) as name
                               union select i.name from held h join scope s on s.name = h.name cross join lateral unnest(s.implies) as i(name))
                           select jsonb_agg(jsonb_build_object('name', s.name, 'description', s.description, 'criticality', s.criticality,
                                                               'token_types', to_jsonb(s.token_types)) order by s.name)
                             from held h join scope s on s.name = h.name) as scope_texts
                     from client c
                     left join person k on c.limited_to_creator and k.id = c.created_by and not k.disabled
                     join tenant t on t.id = c.tenant_id
                     join environment e on e.tenant_id = c.tenant_id and e.name = c.environment
                    where c.id = $1 and not c.disabled
                   ) told on true
            """;

    private static final String NAMES = "select id, name from client where id = any($1)";

    private final Pool pool;
    private final RemainingScopes remaining;

    Applications(@Reserved(Reserved.Purpose.VERIFICATION) Pool pool, RemainingScopes remaining) {
        this.pool = pool;
        this.remaining = remaining;
    }

    /** @param clientId as it came to the authorization endpoint, whatever that was */
    Uni<ApplicationAnswer> find(String clientId) {
        return pool.preparedQuery(ROW).execute(Tuple.of(ClientId.isWellFormed(clientId) ? clientId : NOBODY))
                .map(rows -> new ApplicationRow(rows.iterator().next()))
                .chain(this::answer);
    }

    Uni<Map<String, String>> names(List<String> clients) {
        return pool.preparedQuery(NAMES).execute(Tuple.of(clients.toArray(String[]::new))).map(rows -> {
            Map<String, String> names = new HashMap<>();
            rows.forEach(row -> names.put(row.getString("id"), row.getString("name")));
            return names;
        });
    }

    private Uni<ApplicationAnswer> answer(ApplicationRow row) {
        Uni<Scopes> scopes = row.isKnown() ? remaining.of(row.scopes(), row.limits()) : Uni.createFrom().item(Scopes.NONE);
        return scopes.map(left -> new ApplicationAnswer(row.feedId(), row.position(), left.isEmpty() ? Optional.empty() : Optional.of(row.application(left))));
    }
}
