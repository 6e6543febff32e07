package dev.claviger.credential.console.session;

import java.util.Optional;

import jakarta.enterprise.context.RequestScoped;

import dev.claviger.contract.TenantId;
import dev.claviger.contract.person.Person;
import dev.claviger.credential.admin.AdminCaller;

/** Who uses the console with the request being served, and what they look at. */
@RequestScoped
public class Operator {

    private OpenSession session;
    private Optional<AdminCaller> administrator = Optional.empty();

    /** The tenant being looked at: the one in the address, which the person may see; where the address names none, its own. */
    public TenantId tenant() {
        return signedIn().asked().orElseThrow().id();
    }

    /** The same, as people know it. */
    public String tenantName() {
        return signedIn().asked().orElseThrow().name();
    }

    /** Whoever is signed in, with name, role and own tenant, as the database has them at this moment. */
    public Person person() {
        return signedIn().person();
    }

    /**
     * The same as the acting party of everything that has rules: rights, limits and audit are those of the person.
     *
     * @throws IllegalStateException where members come, too
     */
    public AdminCaller administrator() {
        return administrator.orElseThrow(() -> new IllegalStateException("this is not for administrators alone"));
    }

    /** Whether there are other tenants to look at than the own. */
    public boolean mayChooseTenant() {
        return administrator().isAdmin();
    }

    /** What each form sends along in its hidden field {@value CsrfCheck#FIELD}. */
    public String csrf() {
        return signedIn().secret().csrf();
    }

    /** The session itself, to end it. */
    public SessionSecret session() {
        return signedIn().secret();
    }

    void signedIn(OpenSession found, Optional<AdminCaller> acting) {
        this.session = found;
        this.administrator = acting;
    }

    private OpenSession signedIn() {
        if (session == null) {
            throw new IllegalStateException("nobody is signed in");
        }
        return session;
    }
}
