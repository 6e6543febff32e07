package dev.claviger.credential.admin;

import jakarta.enterprise.context.RequestScoped;

/** The admin call being served. */
@RequestScoped
public class AdminRequest {

    private AdminCaller caller;

    /** @throws IllegalStateException outside the admin API: nothing there may act as an administrator */
    public AdminCaller caller() {
        if (caller == null) {
            throw new IllegalStateException("no administrator was authenticated");
        }
        return caller;
    }

    void authenticated(AdminCaller administrator) {
        this.caller = administrator;
    }
}
