package dev.claviger.token.account;

import dev.claviger.contract.Fields;
import dev.claviger.contract.PersonId;
import dev.claviger.contract.TenantId;
import dev.claviger.contract.person.ExternalSignIn;
import dev.claviger.contract.person.IdentityProvider;
import dev.claviger.contract.person.PersonQuestion;
import dev.claviger.contract.person.PersonVerification;
import dev.claviger.token.internal.CredentialService;
import dev.claviger.token.page.Problem;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.jboss.logging.Logger;

import java.util.Optional;

/** Asks credential-service, which alone knows passwords. Everything fails with a {@link Problem} when it does not answer: not knowing is never a no. */
@ApplicationScoped
public class Accounts {

    private static final Logger LOG = Logger.getLogger(Accounts.class);
    private static final String PASSWORDS = "/internal/passwords";

    private final CredentialService credentialService;

    @Inject
    Accounts(CredentialService credentialService) {
        this.credentialService = credentialService;
    }

    public Future<PersonVerification> verify(PersonQuestion question) {
        return askWithPassword("/internal/person-verifications", new JsonObject(question.toFields())).map(PersonVerification::of);
    }

    /** Who that is here whom the tenant's provider has vouched for. */
    public Future<PersonVerification> verify(ExternalSignIn signIn) {
        return ask("/internal/external-sign-ins", new JsonObject(signIn.toFields())).map(PersonVerification::of);
    }

    /** Where the tenant's people sign in beside here, without what proves us there. */
    public Future<Optional<IdentityProvider>> provider(TenantId tenant) {
        return provider(new JsonObject().put("tenant", tenant.value()));
    }

    /** The same with it, to sign somebody in. */
    public Future<Optional<IdentityProvider>> providerWithSecret(TenantId tenant) {
        return provider(new JsonObject().put("tenant", tenant.value()).put("secret", true));
    }

    private Future<Optional<IdentityProvider>> provider(JsonObject question) {
        return ask("/internal/identity-providers", question)
                .map(answer -> answer.has("provider") ? Optional.of(IdentityProvider.of(answer.object("provider"))) : Optional.empty());
    }

    /** Empty for one who is gone, or may not sign in any more. */
    public Future<Optional<Account>> find(TenantId tenant, PersonId person) {
        return ask("/internal/people", named(tenant, person)).map(Account::of);
    }

    /** Whether nobody has that number any more; who may only not sign in is not gone. */
    public Future<Boolean> isGone(TenantId tenant, PersonId person) {
        return ask("/internal/people", named(tenant, person)).map(answer -> answer.has("exists") && !answer.flag("exists"));
    }

    /** Has a link mailed to whoever that is. Nobody learns whether there was anybody. */
    public Future<Void> forgotten(TenantId tenant, String username, String address) {
        return ask("/internal/password-resets", new JsonObject().put("tenant", tenant.value()).put("username", username).put("address", address)).mapEmpty();
    }

    /** What the token of a link is good for, without using it up. */
    public Future<Optional<PasswordLink>> link(String token) {
        return ask("/internal/password-links", new JsonObject().put("token", token)).map(PasswordLink::of);
    }

    public Future<PasswordChange> setPassword(String token, String password, String address) {
        return askWithPassword(PASSWORDS, new JsonObject().put("token", token).put("password", password).put("address", address)).map(PasswordChange::of);
    }

    public Future<PasswordChange> changePassword(TenantId tenant, PersonId person, String current, String password, String address) {
        return askWithPassword(PASSWORDS, named(tenant, person).put("current_password", current).put("password", password).put("address", address))
                .map(PasswordChange::of);
    }

    /** Makes a secret for one-time passwords, for who knows the password. */
    public Future<OneTimeBeginning> beginOneTimePasswords(TenantId tenant, PersonId person, String password) {
        return askWithPassword(OneTimeSecret.PATH, named(tenant, person).put("step", "begin").put("current_password", password)).map(OneTimeBeginning::of);
    }

    /** The recovery codes, to be shown once; empty when the code was wrong. */
    public Future<Optional<RecoveryCodes>> confirmOneTimePasswords(TenantId tenant, PersonId person, String code) {
        return ask(OneTimeSecret.PATH, named(tenant, person).put("step", "confirm").put("code", code)).map(RecoveryCodes::of);
    }

    public Future<OneTimeRemoval> removeOneTimePasswords(TenantId tenant, PersonId person, String password, String code) {
        return askWithPassword(OneTimeSecret.PATH, named(tenant, person).put("step", "remove").put("current_password", password).put("code", code))
                .map(OneTimeRemoval::of);
    }

    private static JsonObject named(TenantId tenant, PersonId person) {
        return new JsonObject().put("tenant", tenant.value()).put("id", person.value());
    }

    private Future<Fields> ask(String path, JsonObject question) {
        return answered(path, credentialService.post(path, question));
    }

    private Future<Fields> askWithPassword(String path, JsonObject question) {
        return answered(path, credentialService.postPassword(path, question));
    }

    private static Future<Fields> answered(String path, Future<Buffer> answer) {
        return answer.map(Accounts::fields).recover(failure -> unanswered(path, failure));
    }

    private static Fields fields(Buffer answer) {
        return new Fields(answer.toJsonObject().getMap());
    }

    private static Future<Fields> unanswered(String path, Throwable failure) {
        LOG.warnf("credential-service did not answer %s: %s", path, failure.getMessage());
        return Future.failedFuture(Problem.temporarilyUnavailable());
    }
}
