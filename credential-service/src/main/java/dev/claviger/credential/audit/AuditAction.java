package dev.claviger.credential.audit;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Every change the audit trail knows. Its text is the wire form, {@code client.created}; beside it, what somebody did in words that follow who did it. What
 * stands in braces is of the entry, and what stands in brackets is left out where the entry has nothing for it.
 */
public enum AuditAction {
    TENANT_CREATED("made the tenant"), TENANT_CHANGED("changed the tenant[: {changed}]"), TENANT_DELETED("deleted the tenant"),
    ENVIRONMENT_CREATED("made environment {environment}"), ENVIRONMENT_CHANGED("changed environment {environment}[: {changed}]"), ENVIRONMENT_DELETED("deleted environment {environment}"),
    SCOPE_CREATED("made scope {scope}"), SCOPE_CHANGED("changed scope {scope}[: {changed}]"), SCOPE_DELETED("deleted scope {scope}"),
    CLIENT_CREATED("made application {client}[ in environment {environment}]"), CLIENT_CHANGED("changed application {client}[: {changed}]"), CLIENT_DELETED("deleted application {client}"),
    SECRET_CREATED("issued a secret of application {client}"), SECRET_EXPIRY_SET("set when a secret of application {client} ends"), SECRET_REVOKED("revoked a secret of application {client}"),
    SECRET_LEAKED("reported a secret of application {client} as leaked, which revoked it"),
    API_KEY_CREATED("issued an API key of application {client}"), API_KEY_DELETED("deleted an API key of application {client}"),
    API_KEY_LEAKED("reported an API key of application {client} as leaked, which deleted it"),
    TOKENS_REVOKED("ended tokens[ of application {client}][ of {person}]"),
    PERSON_CREATED("registered {person}"), PERSON_CHANGED("changed {person}[: {changed}]"), PERSON_DELETED("deleted {person}"), PERSON_INVITED("invited {person}"),
    PERSON_UNINVITED("took back the link of {person}"),
    PERSON_PASSWORD_SET("set the password of {person}"), PERSON_ONE_TIME_PASSWORD_SET("turned on one-time passwords of {person}"),
    PERSON_ONE_TIME_PASSWORD_REMOVED("turned off one-time passwords of {person}"),
    PERSON_LINKED("linked {person} to an account at the identity provider"), PERSON_UNLINKED("unlinked {person} from the account at the identity provider"),
    PERSON_SIGNED_OUT("signed {person} out"), PERSON_CONSENT_WITHDRAWN("withdrew what {person} had allowed[ application {client}]"),
    IDENTITY_PROVIDER_CREATED("set up the identity provider"), IDENTITY_PROVIDER_CHANGED("changed the identity provider[: {changed}]"), IDENTITY_PROVIDER_DELETED("removed the identity provider"),
    /** Nothing changed, but somebody saw what a token or application is let through for. */
    EXPLANATION_ASKED("asked why a request is let through or refused[, of application {client}]"),
    /** Somebody took the trail, or a part of it, along as a file. */
    AUDIT_EXPORTED("exported the audit trail"),
    /** Written by the database's function accept_restore. */
    RESTORE_ACCEPTED("accepted a restored database");

    private final String words;

    AuditAction(String words) {
        this.words = words;
    }

    /** Empty for one of another release. */
    public static Optional<AuditAction> of(String text) {
        return Arrays.stream(values()).filter(action -> action.toString().equals(text)).findFirst();
    }

    /** What was done, as {@code revoked a secret of application {client}}. */
    public String words() {
        return words;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replaceFirst("^(api_key|identity_provider|[a-z]+)_", "$1.");
    }
}
