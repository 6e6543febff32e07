package dev.claviger.credential.console.page;

import java.util.List;

import io.quarkus.qute.TemplateInstance;

/**
 * What is asked before something ends: what will stop working, from what is known of its use.
 *
 * @param stops       who used it, when, with what; the most telling first
 * @param action      where the form goes
 * @param button      what is done by it
 * @param version     of the thing the page was made for; empty where it decides nothing
 * @param nonce       lets what is made by it be made once; empty where nothing is
 * @param isForGood   whether nobody can take it back
 * @param alternative where to go for something that can be taken back; empty where there is nothing
 */
public record Ending(String title, String lead, List<String> stops, String action, String button, boolean isForGood, String version, String nonce, String back, String alternative) {

    /** As a page. */
    public record Confirm(Frame frame, String title, Ending ending) implements TemplateInstance {
    }

    public Confirm on(Frame frame) {
        return new Confirm(frame, title, this);
    }
}
