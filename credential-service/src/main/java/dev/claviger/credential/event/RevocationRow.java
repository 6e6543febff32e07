package dev.claviger.credential.event;

import java.time.OffsetDateTime;
import java.util.Optional;

import dev.claviger.contract.ClientId;
import dev.claviger.contract.CredentialId;
import dev.claviger.contract.GrantId;
import dev.claviger.contract.Revocation;
import dev.claviger.contract.RevocationTarget;
import dev.claviger.contract.TenantId;
import io.vertx.mutiny.sqlclient.Row;

/** Reads a row of {@code live_revocation}. */
public final class RevocationRow {

    /** Of {@code live_revocation r}, what {@link #read} reads. */
    public static final String COLUMNS =
            "r.position, r.tenant_id, r.client_id, r.credential_id, r.grant_id, r.token_id, r.issued_before, r.keep_until";

    private RevocationRow() {
    }

    public static Revocation read(Row row) {
        RevocationTarget target = new RevocationTarget(text(row, "tenant_id").map(TenantId::new), text(row, "client_id").map(ClientId::new),
                text(row, "credential_id").map(CredentialId::new), text(row, "grant_id").map(GrantId::new), text(row, "token_id"),
                Optional.ofNullable(row.getOffsetDateTime("issued_before")).map(OffsetDateTime::toInstant));
        return new Revocation(row.getLong("position"), target, row.getOffsetDateTime("keep_until").toInstant());
    }

    private static Optional<String> text(Row row, String column) {
        return Optional.ofNullable(row.getString(column));
    }
}
