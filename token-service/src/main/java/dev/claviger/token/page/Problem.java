package dev.claviger.token.page;

/**
 * What a person is told when something cannot go on: what happened, and what to do. All wording of error pages is here, and none of it says more than
 * whoever made the request could know anyway.
 */
public final class Problem extends RuntimeException {

    private static final String ASK_OWNER = "Go back to the application and try again. If it happens again, tell whoever runs the application.";

    private final int status;
    private final String title;
    private final String remedy;

    private Problem(int status, String title, String happened, String remedy) {
        super(happened, null, false, false);
        this.status = status;
        this.title = title;
        this.remedy = remedy;
    }

    /** No such client, or one that may not be used: nobody learns which. */
    public static Problem unknownApplication() {
        return new Problem(400, "Unknown application", "The link you followed names an application that is not registered here, or may not be used at the moment.", ASK_OWNER);
    }

    /** RFC 6749 §3.1.2.4: told here, since nobody knows where it would go. */
    public static Problem redirectNotRegistered() {
        return new Problem(400, "This address is not registered", "The application asked to send you to an address that is not registered for it. You were not signed in to it.", ASK_OWNER);
    }

    /** RP-Initiated Logout 1.0 §3: as at the way in, nobody is sent to an address that may be anybody's. */
    public static Problem logoutRedirectNotRegistered() {
        return new Problem(400, "This address is not registered", "The application asked to send you to an address that is not registered for it. You are still signed in.", ASK_OWNER);
    }

    /** An authorization request that is not even one. */
    public static Problem malformedRequest() {
        return new Problem(400, "This link does not work", "The link you followed is incomplete or damaged.", ASK_OWNER);
    }

    /** A person whose role or limit does not allow what was asked. */
    public static Problem notAllowed() {
        return new Problem(403, "You may not do this", "Your role does not allow what was asked for.", "Ask an administrator of your organisation.");
    }

    /** Lucid's clients know this page by its name. */
    public static Problem notAnAdministrator() {
        return new Problem(403, "Not an Administrator", "The application asked for access to the whole account, which only an administrator can give.",
                "Ask an administrator of your organisation to open the application's link.");
    }

    /** The address of a form, which is sent and not opened. */
    public static Problem notToBeOpened() {
        return new Problem(404, "Start from the application", "This address works only for the form that leads to it.", "Go back to the application you came from, and start again there.");
    }

    /** A page of a person's own, without saying at which tenant. */
    public static Problem noTenant() {
        return new Problem(400, "Whose page is it?", "The address you opened does not say to which organisation your account belongs.",
                "Use the link your organisation gave you. It ends in ?tenant= and the organisation's identifier.");
    }

    /** Unknown, spent and expired links are one and the same. */
    public static Problem deadLink() {
        return new Problem(410, "This link does not work any more", "It was used before, or is too old.", "Ask for a new one: on the sign-in page, or from your administrator.");
    }

    /** What a provider's answer belongs to is not this browser's, was used, or is too old: nobody learns which. */
    public static Problem staleSignIn() {
        return new Problem(403, "This sign-in has expired", "It was begun in another browser or another window, took too long, or was finished before. You were not signed in by it.",
                "Open the application again and start from there. Cookies must be allowed for this site.");
    }

    /** What a cookie cannot carry. */
    public static Problem requestTooLong() {
        return new Problem(400, "This link is too long", "The application's request is too long to sign in elsewhere in between.", ASK_OWNER);
    }

    public static Problem foreignForm() {
        return new Problem(403, "This form came from another site", "A page that is not ours tried to send a form in your name. Nothing was changed.",
                "Open the application again and start from there.");
    }

    public static Problem staleForm() {
        return new Problem(403, "This page has expired", "The form was open for too long, or in a browser that blocks cookies. Nothing was changed.",
                "Go back, reload the page and try again. Cookies must be allowed for this site.");
    }

    public static Problem unreadableForm() {
        return new Problem(400, "This form cannot be read", "What was sent is not what our form sends.", "Go back, reload the page and try again.");
    }

    public static Problem notFound() {
        return new Problem(404, "There is nothing here", "The address you opened does not exist.", "Check the address, or go back to the application you came from.");
    }

    /** Something behind is down: ours to mend. */
    public static Problem temporarilyUnavailable() {
        return new Problem(503, "Not available at the moment", "We cannot answer right now. Nothing was changed.", "Try again in a minute.");
    }

    public static Problem unexpected() {
        return new Problem(500, "Something went wrong", "An error on our side kept us from answering.", "Try again. If it happens again, tell us the reference below.");
    }

    public int status() {
        return status;
    }

    String title() {
        return title;
    }

    String happened() {
        return getMessage();
    }

    String remedy() {
        return remedy;
    }
}
