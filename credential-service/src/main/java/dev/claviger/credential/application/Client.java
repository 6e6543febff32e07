package dev.claviger.credential.application;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;

import dev.claviger.contract.ClientId;
import dev.claviger.contract.EnvironmentName;
import dev.claviger.contract.PersonId;
import dev.claviger.contract.Scopes;
import dev.claviger.contract.TenantId;
import dev.claviger.credential.edge.EntityTag;

/** Software registered to call the API. */
@Entity
@Table(name = "client")
public class Client {

    @Id
    String id;
    @Column(name = "tenant_id")
    String tenant;
    String environment;
    String name;
    @Column(name = "contact_email")
    String contactEmail;
    @Column(columnDefinition = "text[]")
    List<String> scopes;
    @Column(columnDefinition = "text[]")
    List<String> establishments;
    @Column(name = "grant_types", columnDefinition = "text[]")
    List<String> grantTypes;
    @Column(name = "token_endpoint_auth_method")
    String authMethod;
    @Column(name = "application_type")
    String applicationType;
    @Column(name = "redirect_uris", columnDefinition = "text[]")
    List<String> redirectUris;
    @Column(name = "post_logout_redirect_uris", columnDefinition = "text[]")
    List<String> postLogoutRedirectUris;
    @Column(name = "allowed_origins", columnDefinition = "text[]")
    List<String> allowedOrigins;
    @Column(name = "response_type_optional")
    boolean responseTypeOptional;
    @Column(name = "code_challenge_methods", columnDefinition = "text[]")
    List<String> codeChallengeMethods;
    @Column(name = "require_pkce")
    boolean requirePkce;
    @Column(name = "id_token_signed_response_alg")
    String idTokenAlgorithm;
    @Column(name = "backchannel_logout_uri")
    String backchannelLogoutUri;
    @Column(name = "access_token_seconds")
    Integer accessTokenSeconds;
    @Column(name = "refresh_token_seconds")
    Integer refreshTokenSeconds;
    @Column(name = "refresh_token_rotation")
    boolean refreshTokenRotation;
    @Column(name = "revoke_access_on_refresh")
    boolean revokeAccessOnRefresh;
    @Column(name = "secret_seconds")
    Integer secretSeconds;
    @Column(name = "retire_unused_secrets")
    boolean retireUnusedSecrets;
    @Column(name = "limited_to_creator")
    boolean limitedToCreator;
    @Column(name = "first_party")
    boolean firstParty;
    @Column(name = "created_by")
    Long createdBy;
    boolean disabled;
    @Column(name = "taken_scopes", columnDefinition = "text[]")
    List<String> takenScopes = List.of();
    @Column(name = "taken_at")
    Instant takenAt;
    @Column(name = "created_at")
    Instant createdAt;
    @Version
    int version;

    protected Client() {
    }

    Client(ClientId id, TenantId tenant, Optional<PersonId> creator, Instant createdAt) {
        this.id = id.value();
        this.tenant = tenant.value();
        this.createdBy = creator.map(PersonId::value).orElse(null);
        this.createdAt = createdAt;
    }

    void apply(ClientForm form) {
        name = form.name();
        contactEmail = form.contactEmail().orElse(null);
        environment = form.environment().value();
        scopes = List.copyOf(form.scopes().names());
        establishments = form.establishments();
        grantTypes = form.grantTypes();
        authMethod = form.tokenEndpointAuthMethod();
        apply(form.codeFlow());
        accessTokenSeconds = seconds(form.accessTokenLifetime());
        refreshTokenSeconds = seconds(form.refreshTokenLifetime());
        refreshTokenRotation = form.refreshTokenRotation();
        revokeAccessOnRefresh = form.revokeAccessOnRefresh();
        secretSeconds = seconds(form.secretLifetime());
        retireUnusedSecrets = form.retireUnusedSecrets();
        limitedToCreator = form.limitedToCreator();
        firstParty = form.firstParty();
        disabled = form.disabled();
    }

    /** Remembers what a change took away, until that is given back or another takes something. */
    void remember(Scopes before, Instant now) {
        List<String> lost = before.names().stream().filter(scope -> !scopes.contains(scope)).toList();
        if (!lost.isEmpty()) {
            takenScopes = lost;
            takenAt = now;
        } else if (takenScopes.stream().anyMatch(scopes::contains)) {
            takenScopes = takenScopes.stream().filter(scope -> !scopes.contains(scope)).toList();
            takenAt = takenScopes.isEmpty() ? null : takenAt;
        }
    }

    private void apply(CodeFlow flow) {
        applicationType = flow.applicationType();
        redirectUris = flow.redirectUris();
        postLogoutRedirectUris = flow.postLogoutRedirectUris();
        allowedOrigins = flow.allowedOrigins();
        responseTypeOptional = flow.responseTypeOptional();
        codeChallengeMethods = flow.codeChallengeMethods();
        requirePkce = flow.requirePkce();
        idTokenAlgorithm = flow.idTokenSignedResponseAlg();
        backchannelLogoutUri = flow.backchannelLogoutUri().orElse(null);
    }

    ClientForm form() {
        return new ClientForm(name, Optional.ofNullable(contactEmail), environment(), Scopes.of(scopes), List.copyOf(establishments),
                List.copyOf(grantTypes), authMethod, codeFlow(), duration(accessTokenSeconds), duration(refreshTokenSeconds),
                refreshTokenRotation, revokeAccessOnRefresh, secretLifetime(), retireUnusedSecrets, limitedToCreator, firstParty, disabled);
    }

    private CodeFlow codeFlow() {
        return new CodeFlow(applicationType, List.copyOf(redirectUris), List.copyOf(postLogoutRedirectUris), List.copyOf(allowedOrigins),
                responseTypeOptional, List.copyOf(codeChallengeMethods), requirePkce, idTokenAlgorithm, Optional.ofNullable(backchannelLogoutUri));
    }

    public ClientId id() {
        return new ClientId(id);
    }

    public TenantId tenant() {
        return new TenantId(tenant);
    }

    public String name() {
        return name;
    }

    public EnvironmentName environment() {
        return new EnvironmentName(environment);
    }

    /** What it is registered for. */
    public Scopes scopes() {
        return Scopes.of(scopes);
    }

    /** What the last change that took some from it took, and was not given back since. */
    public Scopes takenScopes() {
        return Scopes.of(takenScopes);
    }

    /** When that was; empty where there is none. */
    public Optional<Instant> takenAt() {
        return Optional.ofNullable(takenAt);
    }

    public Optional<Duration> secretLifetime() {
        return duration(secretSeconds);
    }

    /** RFC 6749 §2.1: it has no secret, and its one credential is that of nothing. */
    public boolean isPublic() {
        return form().hasNoSecret();
    }

    public Instant createdAt() {
        return createdAt;
    }

    /** Whoever registered it, where a person did. */
    Optional<PersonId> creator() {
        return Optional.ofNullable(createdBy).map(PersonId::new);
    }

    /** Whose rights are all it has, where that is so. */
    Optional<PersonId> boundTo() {
        return creator().filter(creator -> limitedToCreator);
    }

    /** Whether secrets of it that newer ones have replaced may go by themselves. */
    public boolean retiresUnusedSecrets() {
        return retireUnusedSecrets;
    }

    /** Whoever may use its secrets, or is sent its people, may do everything or learns of everybody: so only an administrator may touch it. */
    public boolean isAdministrator() {
        return scopes.contains(Scopes.ADMIN) || firstParty;
    }

    public EntityTag tag() {
        return EntityTag.of(createdAt, version);
    }

    private static Integer seconds(Optional<Duration> lifetime) {
        return lifetime.map(duration -> (int) duration.toSeconds()).orElse(null);
    }

    private static Optional<Duration> duration(Integer seconds) {
        return Optional.ofNullable(seconds).map(Duration::ofSeconds);
    }
}
