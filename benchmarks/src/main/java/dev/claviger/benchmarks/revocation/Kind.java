package dev.claviger.benchmarks.revocation;

import dev.claviger.quickstart.api.AdminApi;
import dev.claviger.quickstart.api.Answer;

/** What a revocation can name. */
enum Kind {
    TOKEN {
        @Override
        Answer revoke(Victim victim, AdminApi admin) {
            return revocation(admin, "{\"jti\":\"%s\"}".formatted(victim.claim("jti")));
        }
    },
    GRANT {
        @Override
        Answer revoke(Victim victim, AdminApi admin) {
            return revocation(admin, "{\"grant_id\":\"%s\"}".formatted(victim.claim("grant_id")));
        }
    },
    SECRET {
        @Override
        Answer revoke(Victim victim, AdminApi admin) {
            return admin.delete(client(victim) + "/secrets/" + victim.claim("credential_id"));
        }
    },
    CLIENT {
        @Override
        Answer revoke(Victim victim, AdminApi admin) {
            return admin.patch(client(victim), "{\"disabled\":true}");
        }
    },
    TENANT {
        @Override
        Answer revoke(Victim victim, AdminApi admin) {
            return revocation(admin, "{\"tenant\":\"%s\"}".formatted(victim.claim("tenant")));
        }
    },
    ISSUED_BEFORE {
        @Override
        Answer revoke(Victim victim, AdminApi admin) {
            return revocation(admin, "{\"tenant\":\"%s\",\"client_id\":\"%s\",\"issued_before\":\"%s\"}"
                    .formatted(victim.claim("tenant"), victim.claim("client_id"), victim.issuedAt().plusSeconds(1)));
        }
    };

    abstract Answer revoke(Victim victim, AdminApi admin);

    private static Answer revocation(AdminApi admin, String target) {
        return admin.post("/admin/v1/revocations", target);
    }

    private static String client(Victim victim) {
        return "/admin/v1/tenants/" + victim.claim("tenant") + "/clients/" + victim.claim("client_id");
    }
}
