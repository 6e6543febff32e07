package dev.claviger.credential.audit.export;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import dev.claviger.credential.audit.AuditLine;

/** In which form the trail is taken along. */
public enum ExportFormat {
    /** For spreadsheets. */
    CSV("csv", "text/csv; charset=utf-8; header=present"),
    /** For programs: each line is an item as the admin API answers it. */
    JSON_LINES("jsonl", "application/jsonl; charset=utf-8");

    private static final List<String> COLUMNS = List.of("at", "action", "actor", "actor_tenant", "actor_client", "address", "tenant", "environment", "client_id", "credential_id", "api_key_id",
            "grant_id", "jti", "scope", "subject", "changed", "id");

    private final String parameter;
    private final String type;

    ExportFormat(String parameter, String type) {
        this.parameter = parameter;
        this.type = type;
    }

    /** Of the query or form parameter {@code format}. */
    public static Optional<ExportFormat> asked(String parameter) {
        return Arrays.stream(values()).filter(format -> format.parameter.equals(parameter)).findFirst();
    }

    /** Of a file's name, too. */
    public String parameter() {
        return parameter;
    }

    String type() {
        return type;
    }

    /** What stands before the first entry. */
    String head() {
        return this == CSV ? CsvRow.of(COLUMNS) : "";
    }

    static String csv(AuditLine line) {
        return CsvRow.of(Arrays.asList(line.at().toString(), line.action(), line.actor(), line.actorTenant(), line.actorClient(), line.address(), line.tenant(), line.environment(), line.clientId(),
                line.credentialId(), line.apiKeyId(), line.grantId(), line.jti(), line.scope(), line.subject(), String.join(" ", line.changed()), Long.toString(line.id())));
    }
}
