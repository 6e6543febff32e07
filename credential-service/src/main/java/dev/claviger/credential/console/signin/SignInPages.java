package dev.claviger.credential.console.signin;

import java.util.Optional;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;

import dev.claviger.pages.ShownName;
import io.quarkus.qute.TemplateInstance;

/** The few pages of the console that are for people who are not in it. All their wording is here. */
final class SignInPages {

    private static final String AGAIN = "/console/sign-in";

    private SignInPages() {
    }

    /**
     * @param action what to do next, and where
     * @param goesOn where the browser goes on by itself
     */
    record Notice(String title, String text, String action, String address, Optional<String> goesOn) implements TemplateInstance {
    }

    /** Asks before it signs out. */
    record Leave(String person, String csrf) implements TemplateInstance {
    }

    static Response lost() {
        return notice(200, "You were signed out", "Nothing was changed: you were no longer signed in when you sent the form. Sign in and do it again.", "Sign in");
    }

    static Response signedOut() {
        return notice(200, "You are signed out", "To go on you have to sign in again.", "Sign in");
    }

    /** The provider ends its session as well: by a page, for a browser that is sent elsewhere by the answer to a form stops (CSP Level 3, form-action). */
    static ResponseBuilder leaving(String address) {
        return answer(200, new Notice("Signing out", "You are signed out of the console, and on the way to be so everywhere.", "Go on", address, Optional.of(address)));
    }

    static Response notBegunHere() {
        return notice(400, "You are not signed in", "This sign-in was not begun in this browser, or too long ago, or it is over. Cookies must be allowed for this site.", "Sign in");
    }

    static Response refused() {
        return notice(403, "You are not signed in", "The sign-in was not completed.", "Try again");
    }

    static Response nobody() {
        return notice(403, "You have no account here", "You have signed in, but as nobody whom the console knows. Ask an administrator of your organisation.", "Sign in as somebody else");
    }

    static Response unreachable() {
        return notice(503, "Not available at the moment", "We cannot reach the service that signs people in. Nothing was changed.", "Try again");
    }

    static Response leave(String person, String csrf) {
        return answer(200, new Leave(ShownName.of(person), csrf)).build();
    }

    private static Response notice(int status, String title, String text, String action) {
        return answer(status, new Notice(title, text, action, AGAIN, Optional.empty())).build();
    }

    private static ResponseBuilder answer(int status, TemplateInstance page) {
        return Response.status(status).type("text/html; charset=utf-8").header("Cache-Control", "no-store").entity(page.render());
    }
}
