package dev.claviger.credential.audit;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Every change the audit trail knows. Its text is the wire form: {@code client.created}. */
public enum AuditAction {
    TENANT_CREATED, TENANT_CHANGED, TENANT_DELETED,
    ENVIRONMENT_CREATED, ENVIRONMENT_CHANGED, ENVIRONMENT_DELETED,
    SCOPE_CREATED, SCOPE_CHANGED, SCOPE_DELETED,
    CLIENT_CREATED, CLIENT_CHANGED, CLIENT_DELETED,
    SECRET_CREATED, SECRET_EXPIRY_SET, SECRET_REVOKED, SECRET_LEAKED,
    API_KEY_CREATED, API_KEY_DELETED, API_KEY_LEAKED,
    TOKENS_REVOKED,
    PERSON_CREATED, PERSON_CHANGED, PERSON_DELETED, PERSON_INVITED,
    PERSON_PASSWORD_SET, PERSON_ONE_TIME_PASSWORD_SET, PERSON_ONE_TIME_PASSWORD_REMOVED,
    PERSON_LINKED, PERSON_UNLINKED,
    IDENTITY_PROVIDER_CREATED, IDENTITY_PROVIDER_CHANGED, IDENTITY_PROVIDER_DELETED,
    /** Nothing changed, but somebody saw what a token or application is let through for. */
    EXPLANATION_ASKED,
    /** Somebody took the trail, or a part of it, along as a file. */
    AUDIT_EXPORTED,
    /** Written by the database's function accept_restore. */
    RESTORE_ACCEPTED;

    /** Empty for one of another release. */
    public static Optional<AuditAction> of(String text) {
        return Arrays.stream(values()).filter(action -> action.toString().equals(text)).findFirst();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replaceFirst("^(api_key|identity_provider|[a-z]+)_", "$1.");
    }
}
